'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { MeOutput } from '../../../server/account/schema.ts';
import type { OpenInvite } from '../../../server/invite/schema.ts';
import { linkButton } from '../../_ui/button-looks.ts';
import { Button } from '../../_ui/button.tsx';
import { Spinner } from '../../_ui/spinner.tsx';
import { useInvite } from './use-invite.ts';

/** Why the invite could not be read. */
function reasonOf(code: string) {
  if (code === 'UNREACHABLE') return 'unanswered';
  return code === 'TOO_MANY_REQUESTS' ? 'throttled' : 'broken';
}

/** Back here once one is somebody; the secret waits in this tab. */
const back = '?next=%2Finvite';

/** Where the link of an invite leads: who invites where, and the way in. */
export function InvitePage() {
  const t = useTranslations('invite');
  const { step, busy, accept, again } = useInvite();
  switch (step.at) {
    case 'reading':
      return (
        <div className="flex justify-center" role="status">
          <Spinner />
        </div>
      );
    case 'unknown':
      return <Ended note={t('unknown')} />;
    case 'failed':
      return (
        <Text title={t('ended')} note={t(reasonOf(step.code))}>
          <Button tone="primary" onClick={again} className="h-9 w-full">
            {t('again')}
          </Button>
        </Text>
      );
    case 'already':
      return (
        <Text
          title={t('title', { workspace: step.invite.workspaceName })}
          note={t('already', { workspace: step.invite.workspaceName })}
        >
          <OpenCairn />
        </Text>
      );
    case 'read': {
      const { invite, me } = step;
      if (invite.state !== 'open') return <Ended note={t(invite.state)} />;
      return (
        <Text
          title={t('title', { workspace: invite.workspaceName })}
          note={t('by', { name: invite.invitedBy, role: invite.role })}
        >
          <p className="text-center text-balance text-muted">{t(`role.${invite.role}`)}</p>
          {me ? <Accept me={me} busy={busy} onAccept={accept} /> : <ComeIn invite={invite} />}
        </Text>
      );
    }
  }
}

function Text({ title, note, children }: { title: string; note: string; children: ReactNode }) {
  return (
    <>
      <h1 className="text-center text-title font-semibold text-balance">{title}</h1>
      <p role="status" className="-mt-3 text-center text-balance">
        {note}
      </p>
      {children}
    </>
  );
}

type AcceptProps = { me: MeOutput; busy: boolean; onAccept: () => void };

function Accept({ me, busy, onAccept }: AcceptProps) {
  const t = useTranslations('invite');
  return (
    <>
      <Button tone="primary" busy={busy} autoFocus onClick={onAccept} className="h-9 w-full">
        {t('accept')}
      </Button>
      <p className="text-center text-sm text-muted">{t('as', { name: me.user.name })}</p>
    </>
  );
}

function ComeIn({ invite }: { invite: OpenInvite }) {
  const t = useTranslations('invite');
  const isClosed = invite.instanceSignUp === 'closed';
  return (
    <>
      {isClosed ? (
        <p className="text-center text-balance text-muted">{t('noSignUp')}</p>
      ) : (
        <a href={`/sign-up${back}`} className={linkButton('h-9 w-full')}>
          {t('signUp')}
        </a>
      )}
      <p className="text-center text-muted">
        {!isClosed && t('haveAccount')}{' '}
        <a
          href={`/sign-in${back}`}
          className="inline-flex items-center font-medium text-accent hover:underline touch:min-h-11"
        >
          {t('signIn')}
        </a>
      </p>
    </>
  );
}

function Ended({ note }: { note: string }) {
  const t = useTranslations('invite');
  return (
    <Text title={t('ended')} note={note}>
      <OpenCairn />
    </Text>
  );
}

function OpenCairn() {
  const t = useTranslations('invite');
  return (
    <Button tone="primary" onClick={() => window.location.assign('/today')} className="h-9 w-full">
      {t('open')}
    </Button>
  );
}

'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { LeavingOutput } from '../../../server/account/schema.ts';
import { useAnswer } from '../../_client/ask.ts';
import { Button } from '../../_ui/button.tsx';
import { Link } from '../../_ui/link.tsx';
import { AnswerView } from './answer-view.tsx';
import { LeavingForm } from './leaving-form.tsx';
import { Part } from './part.tsx';

/** Deleting the account: first what that does, then the question. */
export function LeavingPart() {
  const t = useTranslations('leaving');
  const answer = useAnswer('account.getLeaving', {});
  const [open, setOpen] = useState(false);
  return (
    <Part title={t('title')}>
      <AnswerView answer={answer}>
        {(leaving) => (
          <>
            <Consequences leaving={leaving} />
            {leaving.isLastAdministrator && (
              <p className="mt-3">
                {t('lastAdministrator')}{' '}
                <Link href="/admin/people" className="rounded-control text-accent underline">
                  {t('toPeople')}
                </Link>
              </p>
            )}
            {leaving.soleOwnerOf.length > 0 && <Blocked places={leaving.soleOwnerOf} />}
            {!isBlocked(leaving) && !open && (
              <Button className="mt-3 text-danger" onClick={() => setOpen(true)}>
                {t('open')}
              </Button>
            )}
            {!isBlocked(leaving) && open && (
              <LeavingForm onCancel={() => setOpen(false)} onRefused={answer.again} />
            )}
          </>
        )}
      </AnswerView>
    </Part>
  );
}

function isBlocked({ soleOwnerOf, isLastAdministrator }: LeavingOutput): boolean {
  return isLastAdministrator || soleOwnerOf.length > 0;
}

function Consequences({ leaving }: { leaving: LeavingOutput }) {
  const t = useTranslations('leaving');
  const { personalTasks, personalProjects, sharedWorkspaces } = leaving;
  return (
    <ul className="flex list-disc flex-col gap-1 pl-5 text-muted">
      <li>{t('signedOut')}</li>
      {personalTasks > 0 && <li>{t('personalTasks', { count: personalTasks })}</li>}
      {personalProjects > 0 && <li>{t('personalProjects', { count: personalProjects })}</li>}
      {personalTasks + personalProjects === 0 && <li>{t('nothingPersonal')}</li>}
      {sharedWorkspaces.map(({ workspaceId, name, openAssigned }) => (
        <li key={workspaceId}>{t('shared', { name, count: openAssigned })}</li>
      ))}
    </ul>
  );
}

/** A workspace whose members would be left without an owner: each links to where that is mended. */
function Blocked({ places }: { places: LeavingOutput['soleOwnerOf'] }) {
  const t = useTranslations('leaving');
  return (
    <div role="note" className="mt-3">
      <p>{t('blocked')}</p>
      <ul className="mt-1">
        {places.map(({ workspaceId, name, members }) => (
          <li key={workspaceId} className="border-b border-hairline py-2">
            <Link href={membersPath(workspaceId)} className="rounded-control font-medium underline">
              {name}
            </Link>{' '}
            <span className="text-sm text-muted">{t('others', { count: members })}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** An address names a workspace by the end of its id; the whole id is the longest end. */
function membersPath(workspaceId: string): string {
  return `/w/${workspaceId.replaceAll('-', '')}/settings/members`;
}

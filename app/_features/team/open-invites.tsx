'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { InviteOutput } from '../../../server/invite/schema.ts';
import type { MemberOutput } from '../../../server/member/schema.ts';
import { roleCovers } from '../../../server/domain/policy.ts';
import type { WorkspaceOutput } from '../../../server/workspace/schema.ts';
import { useAnswer } from '../../_client/ask.ts';
import { revokeInvite } from '../../_client/intents/team.ts';
import { useProject } from '../../_client/store/use-rows.ts';
import { Button } from '../../_ui/button.tsx';
import { FieldError } from '../../_ui/field-error.tsx';
import { announce } from '../../_ui/live-region.tsx';
import { useSubmit } from '../workspace/use-submit.ts';
import { useDay } from './use-day.ts';

type Props = { workspace: WorkspaceOutput; people: readonly MemberOutput[] };

/** The links that nobody has used yet. */
export function OpenInvites({ workspace, people }: Props) {
  const t = useTranslations('team');
  const { id: workspaceId } = workspace;
  const { data } = useAnswer('invite.list', { workspaceId }, { follow: true });
  if (!data || data.items.length === 0) return null;
  return (
    <section aria-label={t('invites')}>
      <h2 className="font-semibold">
        {t('invites')}{' '}
        <span data-figures className="font-normal text-muted">
          {data.items.length}
        </span>
      </h2>
      <ul className="mt-1">
        {data.items.map((invite) => (
          <InviteLine
            key={invite.id}
            workspace={workspace}
            invite={invite}
            by={people.find(({ userId }) => userId === invite.createdBy)?.name ?? ''}
          />
        ))}
      </ul>
    </section>
  );
}

type LineProps = { workspace: WorkspaceOutput; invite: InviteOutput; by: string };

function InviteLine({ workspace, invite, by }: LineProps) {
  const t = useTranslations('team');
  const locale = useLocale();
  const dayOf = useDay();
  const project = useProject(invite.projectId);
  const to = invite.email ?? t('byLink');
  const { busy, problem, submit } = useSubmit(async () => {
    await revokeInvite({ workspaceId: workspace.id, inviteId: invite.id });
    announce(t('revoked'));
  }, t('inviteUsed'));
  return (
    <li className="flex min-h-12 items-center gap-3 py-1">
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <span className="truncate">{to}</span>
          <span className="shrink-0 text-sm text-muted">{t(`role.${invite.role}`)}</span>
        </span>
        <span className="block text-sm text-muted">
          {t('inviteNote', { name: by, day: dayOf(invite.expiresAt) })}
          {project &&
            invite.right &&
            ` · ${project.name}, ${t(`can.${invite.right}`).toLocaleLowerCase(locale)}`}
        </span>
        {problem !== null && <FieldError id={`problem-${invite.id}`}>{problem}</FieldError>}
      </span>
      {roleCovers(workspace.role, invite.role) && (
        <Button tone="plain" busy={busy} aria-label={t('revokeOf', { to })} onClick={submit}>
          {t('revoke')}
        </Button>
      )}
    </li>
  );
}

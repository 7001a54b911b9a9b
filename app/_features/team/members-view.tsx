'use client';

import UserPlus from 'lucide-react/icons/user-plus';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { WorkspaceOutput } from '../../../server/workspace/schema.ts';
import { useAnswer } from '../../_client/ask.ts';
import { may } from '../../_client/store/may.ts';
import { Button } from '../../_ui/button.tsx';
import { AnswerView } from '../settings/answer-view.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { LeftPeople } from './left-people.tsx';
import { MemberLine } from './member-line.tsx';
import { OpenInvites } from './open-invites.tsx';
import { PrivateProjects } from './private-projects.tsx';
import { useChange } from './use-change.ts';

/** The people of a workspace, who is invited, and who has left. */
export function MembersView({ workspace }: { workspace: WorkspaceOutput }) {
  const t = useTranslations('team');
  const { id: workspaceId } = workspace;
  const answer = useAnswer('member.list', { workspaceId }, { follow: true });
  const [inviting, setInviting] = useState(false);
  const change = useChange(answer.data, t('lastOwnerKept'));
  const isStaff = may('member.invite', { workspace });
  if (!answer.data) return <AnswerView answer={answer}>{() => null}</AnswerView>;
  const { items } = answer.data;
  const present = items.filter(({ removedAt }) => removedAt === null);
  const owners = present.filter(({ role }) => role === 'owner').length;
  return (
    <>
      <section aria-label={t('members')}>
        <div className="flex min-h-8 items-center justify-between gap-4">
          <h2 className="font-semibold">
            {t('members')}{' '}
            <span data-figures className="font-normal text-muted">
              {present.length}
            </span>
          </h2>
          {isStaff && (
            <Button tone="primary" onClick={() => setInviting(true)}>
              <UserPlus size={16} aria-hidden />
              {t('invite')}
            </Button>
          )}
        </div>
        {!isStaff && <p className="mt-1 text-sm text-muted">{t('whoInvites')}</p>}
        <ul className="mt-2">
          {present.map((member) => (
            <MemberLine
              key={member.userId}
              workspace={workspace}
              member={member}
              owners={owners}
              change={change}
            />
          ))}
        </ul>
      </section>
      {isStaff && <OpenInvites workspace={workspace} people={items} />}
      {may('project.listPrivate', { workspace }) && (
        <PrivateProjects workspace={workspace} people={items} />
      )}
      <LeftPeople people={items.filter(({ removedAt }) => removedAt !== null)} />
      {inviting && <InviteDialog workspace={workspace} onClose={() => setInviting(false)} />}
    </>
  );
}

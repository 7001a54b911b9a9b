'use client';

import { useTranslations } from 'next-intl';
import type { MemberOutput } from '../../../server/member/schema.ts';
import type { WorkspaceOutput } from '../../../server/workspace/schema.ts';
import { useAnswer } from '../../_client/ask.ts';
import { leaveWorkspace, removeMember } from '../../_client/intents/team.ts';
import { navigate } from '../../_client/router.ts';
import { Button } from '../../_ui/button.tsx';
import { Dialog } from '../../_ui/dialog.tsx';
import { FieldError } from '../../_ui/field-error.tsx';
import { Spinner } from '../../_ui/spinner.tsx';
import { showToast } from '../../_ui/toast.tsx';
import { useSubmit } from '../workspace/use-submit.ts';

type Props = {
  workspace: WorkspaceOutput;
  member: MemberOutput;
  isMe: boolean;
  onClose: () => void;
};

/** Says first what someone leaves behind, then ends their membership. */
export function LeavingDialog({ workspace, member, isMe, onClose }: Props) {
  const t = useTranslations('team');
  const ui = useTranslations('ui');
  const { name, userId } = member;
  const which = { workspaceId: workspace.id, userId };
  const { data, status } = useAnswer('member.getLeaving', which);
  const { busy, problem, submit } = useSubmit(async () => {
    await (isMe ? leaveWorkspace(which) : removeMember(which));
    onClose();
    if (isMe) navigate('/today');
    showToast({
      message: isMe ? t('youLeft', { workspace: workspace.name }) : t('removed', { name }),
    });
  }, t('lastOwnerKept'));
  const say = isMe ? 'yours' : 'theirs';
  return (
    <Dialog
      open
      onClose={onClose}
      title={isMe ? t('leaveTitle', { workspace: workspace.name }) : t('removeTitle', { name })}
      footer={
        <>
          <Button onClick={onClose}>{ui('cancel')}</Button>
          <Button tone="danger" busy={busy} onClick={submit}>
            {t(isMe ? 'leave' : 'remove')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <p>{isMe ? t('leaveWhat') : t('removeWhat', { name })}</p>
        {status === 'loading' && <Spinner />}
        {data && (
          <ul className="flex list-disc flex-col gap-1 pl-5 text-muted">
            <li>{t(`${say}.assigned`, { count: data.openAssigned })}</li>
            {data.privateProjects.length > 0 && (
              <li>
                {t(`${say}.projects`, {
                  names: data.privateProjects.map((project) => project.name).join(', '),
                })}
              </li>
            )}
            <li>{t(`${say}.inbox`, { count: data.inboxOpen })}</li>
          </ul>
        )}
        {problem !== null && <FieldError id="leaving-problem">{problem}</FieldError>}
      </div>
    </Dialog>
  );
}

'use client';

import { useTranslations } from 'next-intl';
import type { MemberOutput } from '../../../server/member/schema.ts';
import type { WorkspaceOutput } from '../../../server/workspace/schema.ts';
import { transferWorkspace } from '../../_client/intents/team.ts';
import { Button } from '../../_ui/button.tsx';
import { Dialog } from '../../_ui/dialog.tsx';
import { FieldError } from '../../_ui/field-error.tsx';
import { showToast } from '../../_ui/toast.tsx';
import { useSubmit } from '../workspace/use-submit.ts';

type Props = { workspace: WorkspaceOutput; member: MemberOutput; onClose: () => void };

/** Makes another member the owner; who was it can get it back from them alone, so it is asked first. */
export function HandOverDialog({ workspace, member, onClose }: Props) {
  const t = useTranslations('team');
  const ui = useTranslations('ui');
  const { name, userId } = member;
  const { busy, problem, submit } = useSubmit(async () => {
    await transferWorkspace({ workspaceId: workspace.id, userId });
    onClose();
    showToast({ message: t('handedOver', { name }) });
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('handOverTitle', { name })}
      footer={
        <>
          <Button onClick={onClose}>{ui('cancel')}</Button>
          <Button tone="primary" busy={busy} onClick={submit}>
            {t('handOverNow')}
          </Button>
        </>
      }
    >
      <p>{t('handOverWhat', { name })}</p>
      {problem !== null && <FieldError id="hand-over-problem">{problem}</FieldError>}
    </Dialog>
  );
}

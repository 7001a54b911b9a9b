'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import type { WorkspaceOutput } from '../../../server/workspace/schema.ts';
import { deleteWorkspace } from '../../_client/intents/workspaces.ts';
import { navigate } from '../../_client/router.ts';
import { Button } from '../../_ui/button.tsx';
import { Dialog } from '../../_ui/dialog.tsx';
import { TextField } from '../../_ui/text-field.tsx';
import { showToast } from '../../_ui/toast.tsx';
import { useSubmit } from './use-submit.ts';

type Props = { workspace: WorkspaceOutput; onClose: () => void };

/** Deleting a workspace cannot be undone, so its name is typed first. */
export function DeleteWorkspaceDialog({ workspace, onClose }: Props) {
  const t = useTranslations('workspace');
  const ui = useTranslations('ui');
  const form = useId();
  const [typed, setTyped] = useState('');
  const isMeant = typed.trim() === workspace.name.trim();
  const { busy, problem, submit } = useSubmit(async () => {
    await deleteWorkspace(workspace);
    onClose();
    navigate('/today');
    showToast({ message: t('deleted', { name: workspace.name }) });
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('deleteTitle', { name: workspace.name })}
      footer={
        <>
          <Button onClick={onClose}>{ui('cancel')}</Button>
          <Button type="submit" form={form} tone="danger" busy={busy} disabled={!isMeant}>
            {t('delete')}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (isMeant) submit();
        }}
      >
        <p>{t('deleteWhat')}</p>
        <TextField
          label={t('deleteType', { name: workspace.name })}
          value={typed}
          autoFocus
          autoComplete="off"
          error={problem}
          onChange={(event) => setTyped(event.target.value)}
        />
      </form>
    </Dialog>
  );
}

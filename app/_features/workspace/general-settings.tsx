'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { WorkspaceOutput } from '../../../server/workspace/schema.ts';
import { renameWorkspace } from '../../_client/intents/workspaces.ts';
import { may } from '../../_client/store/may.ts';
import { Button } from '../../_ui/button.tsx';
import { TextField } from '../../_ui/text-field.tsx';
import { useTextEdit } from '../writing/text-edit.ts';
import { DeleteWorkspaceDialog } from './delete-workspace-dialog.tsx';

/** The name of a workspace, and its end. */
export function GeneralSettings({ workspace }: { workspace: WorkspaceOutput }) {
  const t = useTranslations('workspace');
  const [deleting, setDeleting] = useState(false);
  const canRename = may('workspace.update', { workspace });
  const edit = useTextEdit(workspace.name, (text, was) =>
    renameWorkspace(workspace, text.trim(), was),
  );
  return (
    <>
      <TextField
        label={t('name')}
        value={edit.text}
        maxLength={100}
        autoComplete="off"
        readOnly={!canRename}
        hint={canRename ? undefined : t('renameRole')}
        className="max-w-90"
        onChange={(event) => edit.type(event.target.value)}
        onBlur={() => edit.save()}
        onKeyDown={(event) => {
          if (event.key === 'Enter') edit.save();
          if (event.key === 'Escape') edit.revert();
        }}
      />
      {may('workspace.delete', { workspace }) && (
        <section className="flex flex-col items-start gap-3 border-t border-hairline pt-6">
          <h2 className="font-semibold">{t('delete')}</h2>
          <p className="max-w-120 text-muted">
            {workspace.isPersonal ? t('deletePersonal') : t('deleteNote')}
          </p>
          {!workspace.isPersonal && (
            <Button onClick={() => setDeleting(true)}>{t('deleteOpen')}</Button>
          )}
        </section>
      )}
      {deleting && (
        <DeleteWorkspaceDialog workspace={workspace} onClose={() => setDeleting(false)} />
      )}
    </>
  );
}

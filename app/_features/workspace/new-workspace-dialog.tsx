'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { createWorkspace } from '../../_client/intents/workspaces.ts';
import { navigate } from '../../_client/router.ts';
import { store } from '../../_client/store/page-store.ts';
import { Button } from '../../_ui/button.tsx';
import { Dialog } from '../../_ui/dialog.tsx';
import { TextField } from '../../_ui/text-field.tsx';
import { useSubmit } from './use-submit.ts';
import { prefixOf } from './workspace-path.ts';

/** Asks for the name of a new workspace, makes it and goes there. */
export function NewWorkspaceDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('workspace');
  const ui = useTranslations('ui');
  const form = useId();
  const [name, setName] = useState('');
  const { busy, problem, submit, clear } = useSubmit(async () => {
    const workspace = await createWorkspace(name.trim());
    onClose();
    navigate(`${prefixOf(store, workspace.id)}/inbox`);
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('new')}
      footer={
        <>
          <Button onClick={onClose}>{ui('cancel')}</Button>
          <Button
            type="submit"
            form={form}
            tone="primary"
            busy={busy}
            disabled={name.trim() === ''}
          >
            {t('create')}
          </Button>
        </>
      }
    >
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') submit();
        }}
      >
        <TextField
          label={t('name')}
          value={name}
          maxLength={100}
          autoFocus
          autoComplete="off"
          hint={t('newHint')}
          error={problem}
          onChange={(event) => {
            setName(event.target.value);
            clear();
          }}
        />
      </form>
    </Dialog>
  );
}

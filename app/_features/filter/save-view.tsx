'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { longestView } from '../../../server/domain/limits.ts';
import type { WorkspaceOutput } from '../../../server/workspace/schema.ts';
import { addView } from '../../_client/intents/views.ts';
import { navigate } from '../../_client/router.ts';
import { store } from '../../_client/store/page-store.ts';
import { Button } from '../../_ui/button.tsx';
import { CheckLine } from '../../_ui/check-line.tsx';
import { useOverlay } from '../../_ui/overlay.ts';
import { Popover } from '../../_ui/popover.tsx';
import { TextField } from '../../_ui/text-field.tsx';
import { viewPath } from '../view/view-path.ts';
import { ViewFields } from './view-fields.tsx';
import type { Manner } from './view-fields.tsx';

type Props = { workspace: WorkspaceOutput; filter: string };

/** Saves what is asked for under a name, and goes there. */
export function SaveView({ workspace, filter }: Props) {
  const t = useTranslations('filter');
  const form = useOverlay('dialog');
  return (
    <>
      <Button {...form.trigger}>{t('save')}</Button>
      <Popover {...form.surface} align="end" label={t('saveTitle')} className="w-72 p-4">
        <SaveForm workspace={workspace} filter={filter} />
      </Popover>
    </>
  );
}

function SaveForm({ workspace, filter }: Props) {
  const t = useTranslations('filter');
  const [name, setName] = useState('');
  const [manner, setManner] = useState<Manner>({ layout: 'list', grouping: 'none', sort: 'due' });
  const [isShared, setIsShared] = useState(false);
  const given = name.trim();
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (given === '') return;
        const id = addView(workspace.id, { name: given, filter, ...manner, isShared });
        navigate(viewPath(store, { id, workspaceId: workspace.id }));
      }}
    >
      <TextField
        label={t('name')}
        value={name}
        maxLength={longestView}
        autoComplete="off"
        onChange={({ target }) => setName(target.value)}
      />
      <ViewFields manner={manner} onChange={(part) => setManner({ ...manner, ...part })} />
      {workspace.role !== 'guest' && (
        <CheckLine checked={isShared} onChange={setIsShared}>
          {t('shared')}
        </CheckLine>
      )}
      <Button type="submit" tone="primary" disabled={given === ''}>
        {t('saveNow')}
      </Button>
    </form>
  );
}

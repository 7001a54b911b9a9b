'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { WorkspaceOutput } from '../../../server/workspace/schema.ts';
import { emptyTrash, purgeThing, restoreThings } from '../../_client/intents/trash.ts';
import type { TrashItem } from '../../_client/intents/trash.ts';
import { rereadShown } from '../../_client/loads/loads.ts';
import { navigate } from '../../_client/router.ts';
import { may } from '../../_client/store/may.ts';
import { announce } from '../../_ui/live-region.tsx';
import { showToast } from '../../_ui/toast.tsx';
import type { useTrash } from './use-trash.ts';
import { pathHere } from '../workspace/current-workspace.ts';

/** What the person is asked before it is gone for ever. */
export type Asked =
  | { kind: 'some'; items: readonly TrashItem[] }
  | { kind: 'all'; count: number; countedAll: boolean };

export type TrashActs = ReturnType<typeof useTrashActs>;

/** What can be done in the trash. What cannot be undone is asked first. */
export function useTrashActs(
  workspace: WorkspaceOutput | undefined,
  trash: ReturnType<typeof useTrash>,
) {
  const t = useTranslations('trash');
  const undoWord = useTranslations('ui')('undo');
  const [asked, setAsked] = useState<Asked | null>(null);
  const [busy, setBusy] = useState(false);
  const workspaceId = workspace?.id ?? '';

  const restore = (items: readonly TrashItem[]) => {
    const ids = items.map(({ id }) => id);
    trash.forget(ids);
    const { restored, undo } = restoreThings(workspaceId, items);
    void restored.then((back) => {
      if (back.length < ids.length) trash.again();
      // What hangs below what came back is read again.
      rereadShown({ force: true });
      const [first] = items;
      if (!first || back.length === 0) return;
      const path = back.length === 1 ? pathOf(first) : null;
      showToast({
        message: t('restored', { count: back.length, name: first.name }),
        actions: [
          ...(path === null ? [] : [{ label: t('show'), run: () => navigate(path) }]),
          { label: undoWord, run: undo },
        ],
      });
    });
  };
  const purge = async () => {
    if (!asked || busy) return;
    setBusy(true);
    try {
      if (asked.kind === 'all') await emptyTrash(workspaceId, newest(trash.items));
      else for (const item of asked.items) await purgeThing(workspaceId, item);
      announce(t('purged'));
    } catch {
      showToast({ message: t('notPurged'), tone: 'problem' });
    }
    if (asked.kind === 'some') trash.forget(asked.items.map(({ id }) => id));
    setAsked(null);
    setBusy(false);
    trash.again();
  };
  return {
    asked,
    busy,
    ask: setAsked,
    leave: () => setAsked(null),
    restore,
    purge: () => void purge(),
    mayRestore: (item: TrashItem) =>
      may(`${item.entity}.restore`, {
        workspace,
        project: item.right ? { right: item.right } : undefined,
      }),
  };
}

/** What was deleted after this was not on the screen when the person was asked. */
const newest = (items: readonly TrashItem[]) => items[0]?.deletedAt ?? new Date(0).toISOString();

function pathOf({ entity, key, id, projectId }: TrashItem): string | null {
  if (entity === 'task') return pathHere(`/t/${key}`);
  if (entity === 'label') return pathHere(`/l/${id}`);
  return projectId === null ? null : pathHere(`/p/${projectId}`);
}

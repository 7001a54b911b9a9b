'use client';

import { useCallback, useEffect, useState } from 'react';
import { readTrash } from '../../_client/intents/trash.ts';
import type { TrashItem } from '../../_client/intents/trash.ts';
import { syncState } from '../../_client/sending/sync-state.ts';
import { useCell } from '../../_client/store/use-cell.ts';

type Shown = {
  /** What it was asked for, so that an answer that comes late is not shown for another question. */
  question: string;
  status: 'loading' | 'ready' | 'failed';
  items: readonly TrashItem[];
  nextCursor: string | null;
  /** How many things emptying the trash would purge, as far as they were counted. */
  purgeable: number;
  countedAll: boolean;
};

const empty = { items: [], nextCursor: null, purgeable: 0, countedAll: true };

/** What lies in the trash of a workspace, a page at a time; `text` narrows it. */
export function useTrash(workspaceId: string | undefined, text: string) {
  const question = `${workspaceId ?? ''} ${text}`;
  const [shown, setShown] = useState<Shown>({ question, status: 'loading', ...empty });

  const ask = useCallback(
    async (cursor?: string): Promise<(was: Shown) => Shown> => {
      if (workspaceId === undefined) return (was) => was;
      try {
        const page = await readTrash({ workspaceId, text, cursor });
        return (was) => ({
          question,
          status: 'ready',
          items: cursor === undefined ? page.items : [...was.items, ...page.items],
          nextCursor: page.nextCursor,
          purgeable: page.purgeable ?? was.purgeable,
          countedAll: page.purgeable === null ? was.countedAll : page.countedAll,
        });
      } catch {
        return (was) => ({ ...was, question, status: 'failed' });
      }
    },
    [workspaceId, text, question],
  );
  // Read again once what was done is saved: what is undone elsewhere in the page comes back, or goes.
  const isSaved = useCell(syncState).pending === 0;
  useEffect(() => {
    if (!isSaved) return;
    let gone = false;
    void ask().then((change) => gone || setShown(change));
    return () => {
      gone = true;
    };
  }, [ask, isSaved]);
  const load = (cursor?: string) => void ask(cursor).then(setShown);

  const forget = useCallback((ids: readonly string[]) => {
    setShown((was) => {
      const gone = was.items.filter(({ id }) => ids.includes(id));
      const purgeable = was.purgeable - gone.filter((item) => item.purgeable).length;
      return { ...was, purgeable, items: was.items.filter((item) => !gone.includes(item)) };
    });
  }, []);
  return {
    ...shown,
    isStale: shown.question !== question,
    again: () => load(),
    more: () => shown.nextCursor !== null && load(shown.nextCursor),
    /** Takes things out of the list at once; the next reading has the truth. */
    forget,
  };
}

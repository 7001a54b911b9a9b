'use client';

import { useMemo } from 'react';
import { memoized } from './memoized.ts';
import { useStore } from './page-store.ts';
import { byAge } from './place.ts';
import type { Rows } from './rows.ts';
import type { Store } from './store.ts';

/** The person's own reminders of a task, as far as they are known here, oldest first. */
export function selectReminders(taskId: string): (store: Store) => readonly Rows['reminders'][] {
  return memoized(
    (store) =>
      [...store.tables.reminders.rows.values()]
        .filter((row) => row.taskId === taskId)
        .toSorted(byAge),
    ['reminders'],
  );
}

/** The person's own reminders of a task, oldest first. */
export function useTaskReminders(taskId: string): readonly Rows['reminders'][] {
  const select = useMemo(() => selectReminders(taskId), [taskId]);
  return useStore(select);
}

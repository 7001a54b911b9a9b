'use client';

import { useMemo } from 'react';
import { occurrencesAhead } from '../../../server/domain/recurrence/ahead.ts';
import { store, useStore } from '../../_client/store/page-store.ts';
import { useDays } from '../../_client/store/use-rows.ts';
import type { Shown } from './span.ts';

/** So far before today a task may be due that comes again within the shown days. */
const longAgo = '1900-01-01';

/** Ids of the tasks that will come again on a day, by day: of those that repeat and are due before. */
export type Ghosts = ReadonlyMap<string, readonly string[]>;

/** The coming occurrences within the shown days, from today on. */
export function useGhosts({ from, before }: Shown, today: string): Ghosts {
  const tasks = useDays(longAgo, before);
  // A repeat may change, or be paused, without another due.
  const changed = useStore((of) => of.version('pressing'));
  return useMemo(() => {
    if (changed < 0) return new Map();
    const ghosts = new Map<string, string[]>();
    const span = { from: from > today ? from : today, before };
    for (const id of Object.values(tasks).flat()) {
      const task = store.get('tasks', id);
      if (!task?.recurrence || task.status !== 'open') continue;
      for (const day of occurrencesAhead(task.recurrence, span)) {
        if (day === task.dueOn) continue;
        const there = ghosts.get(day);
        if (there) there.push(id);
        else ghosts.set(day, [id]);
      }
    }
    return ghosts;
  }, [tasks, from, before, today, changed]);
}

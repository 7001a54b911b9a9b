'use client';

import { useMemo } from 'react';
import { store, useStore } from '../../_client/store/page-store.ts';
import { useDays } from '../../_client/store/use-rows.ts';
import { ghostsOf } from './ghosts-of.ts';
import type { Ghosts } from './ghosts-of.ts';
import type { Shown } from './span.ts';

/** So far before today a task may be due that comes again within the shown days. */
const longAgo = '1900-01-01';

/** The coming occurrences within the shown days, from today on, of all that is due before their end. */
export function useGhosts(shown: Shown, today: string): Ghosts {
  const days = useDays(longAgo, shown.before);
  const ids = useMemo(() => Object.values(days).flat(), [days]);
  return useGhostsOf(ids, shown, today);
}

/** The same of tasks that are named. */
export function useGhostsOf(ids: readonly string[], shown: Shown, today: string): Ghosts {
  // A repeat may change, or be paused, without another due.
  const changed = useStore((of) => of.version('pressing'));
  return useMemo(() => {
    const tasks = changed < 0 ? [] : ids.flatMap((id) => store.get('tasks', id) ?? []);
    return ghostsOf(tasks, shown, today);
  }, [ids, shown, today, changed]);
}

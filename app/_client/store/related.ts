'use client';

import { useMemo } from 'react';
import { isBlocked } from './blocked.ts';
import { memoized } from './memoized.ts';
import { useStore } from './page-store.ts';
import type { Rows } from './rows.ts';
import type { Store } from './store.ts';

/** What a task is to another, from where it stands. */
export const relationLinks = [
  'blockedBy',
  'blocks',
  'relates',
  'duplicates',
  'duplicatedBy',
] as const;
export type RelationLink = (typeof relationLinks)[number];

/** The ids of the tasks in sight that a task is related to, the oldest relation first. */
export type Related = Readonly<Record<RelationLink, readonly string[]>>;

/** What a relation is to one of its two tasks. */
function linkOf({ kind, toTaskId }: Rows['relations'], taskId: string): RelationLink {
  if (kind === 'relates' || toTaskId !== taskId) return kind;
  return kind === 'blocks' ? 'blockedBy' : 'duplicatedBy';
}

/** The tasks that a task is related to, as far as they are in sight here. */
export function selectRelated(taskId: string): (store: Store) => Related {
  return memoized(
    (store) => {
      const found: Record<RelationLink, string[]> = {
        blockedBy: [],
        blocks: [],
        relates: [],
        duplicates: [],
        duplicatedBy: [],
      };
      for (const id of store.relationsOf(taskId)) {
        const relation = store.get('relations', id);
        if (!relation) continue;
        const { fromTaskId, toTaskId } = relation;
        const other = fromTaskId === taskId ? toTaskId : fromTaskId;
        if (store.get('tasks', other)) found[linkOf(relation, taskId)].push(other);
      }
      return found;
    },
    ['relations'],
  );
}

/** The tasks in sight that a task is related to. */
export function useRelated(taskId: string): Related {
  const select = useMemo(() => selectRelated(taskId), [taskId]);
  return useStore(select);
}

/** True where an open task that the person sees blocks this one. */
export const useBlocked = (taskId: string): boolean =>
  useStore((store) => isBlocked(store, taskId));

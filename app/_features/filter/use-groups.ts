'use client';

import { useMemo } from 'react';
import { store, useStore } from '../../_client/store/page-store.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { groupOrder, rowsInOrder } from './group-order.ts';
import { groupTasks } from './group-tasks.ts';
import type { Grouping, GroupRule, TaskGroup } from './group-tasks.ts';

type Input = {
  workspaceId: string;
  ids: readonly string[];
  grouping: Grouping;
  /** The keys of the parts that stand there without tasks too; a function of one identity. */
  standing?: (rule: GroupRule) => readonly string[];
};

/** Found tasks in their parts, as the store has them now. */
export function useGroups({ workspaceId, ids, grouping, standing }: Input): readonly TaskGroup[] {
  const today = useToday();
  const rows = useStore((of) => rowsInOrder(of, workspaceId, grouping));
  // What a task is grouped by may change without its place in the list, and who is there without theirs.
  const changed = useStore((of) => (grouping === 'none' ? 0 : of.version('tasks')));
  const left = useStore((of) => (grouping === 'assignee' ? of.version('members') : 0));
  return useMemo(() => {
    const tasks = changed < 0 || left < 0 ? [] : ids.flatMap((id) => store.get('tasks', id) ?? []);
    const { all, present } = groupOrder(store, rows, grouping);
    const rule = (order: readonly string[]) => ({ grouping, today, order });
    return groupTasks(tasks, rule(all), standing?.(rule(present)));
  }, [ids, grouping, standing, today, rows, changed, left]);
}

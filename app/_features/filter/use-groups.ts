'use client';

import { useMemo } from 'react';
import { store, useStore } from '../../_client/store/page-store.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { groupTasks } from './group-tasks.ts';
import type { Grouping, GroupRule, TaskGroup } from './group-tasks.ts';

type Input = {
  workspaceId: string;
  ids: readonly string[];
  grouping: Grouping;
  /** The keys of the parts that stand there without tasks too; a function of one identity. */
  standing?: (rule: GroupRule) => readonly string[];
};

const noOrder: readonly string[] = [];

/** Found tasks in their parts, as the store has them now. */
export function useGroups({ workspaceId, ids, grouping, standing }: Input): readonly TaskGroup[] {
  const today = useToday();
  const order = useStore((of) => {
    if (grouping === 'project') return of.projectsIn(workspaceId);
    if (grouping === 'label') return of.labelsIn(workspaceId);
    return grouping === 'assignee' ? of.membersIn(workspaceId) : noOrder;
  });
  // What a task is grouped by may change without its place in the list.
  const changed = useStore((of) => (grouping === 'none' ? 0 : of.version('tasks')));
  return useMemo(() => {
    const tasks = changed < 0 ? [] : ids.flatMap((id) => store.get('tasks', id) ?? []);
    const ranked =
      grouping === 'assignee'
        ? order.flatMap((id) => store.get('members', id)?.userId ?? [])
        : order;
    const rule = { grouping, today, order: ranked };
    return groupTasks(tasks, rule, standing?.(rule));
  }, [ids, grouping, standing, today, order, changed]);
}

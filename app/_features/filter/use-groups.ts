'use client';

import { useMemo } from 'react';
import { store, useStore } from '../../_client/store/page-store.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { groupTasks } from './group-tasks.ts';
import type { Grouping, GroupRule, TaskGroup } from './group-tasks.ts';
import { peopleOrder } from './people-order.ts';

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
  // What a task is grouped by may change without its place in the list, and who is there without theirs.
  const changed = useStore((of) => (grouping === 'none' ? 0 : of.version('tasks')));
  const left = useStore((of) => (grouping === 'assignee' ? of.version('members') : 0));
  return useMemo(() => {
    const tasks = changed < 0 || left < 0 ? [] : ids.flatMap((id) => store.get('tasks', id) ?? []);
    const of = (all: readonly string[]) => ({ grouping, today, order: all });
    if (grouping !== 'assignee') return groupTasks(tasks, of(order), standing?.(of(order)));
    const people = peopleOrder(order.flatMap((id) => store.get('members', id) ?? []));
    return groupTasks(tasks, of(people.all), standing?.(of(people.present)));
  }, [ids, grouping, standing, today, order, changed, left]);
}

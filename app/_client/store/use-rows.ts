'use client';

import { useMemo } from 'react';
import type { UserOutput } from '../../../server/account/schema.ts';
import type { WorkspaceOutput } from '../../../server/workspace/schema.ts';
import { emptyHot, selectHot } from './hot.ts';
import type { Hot } from './hot.ts';
import { inPlan } from './plan-order.ts';
import { isWritable } from './writable.ts';
import { memoized } from './memoized.ts';
import { useStore } from './page-store.ts';
import { selectDaysOf } from './days.ts';
import type { TasksByDay } from './days.ts';
import type { Place } from './place.ts';
import { memberRowId } from './rows.ts';
import type { Rows, TableName } from './rows.ts';
import { useToday } from './use-today.ts';

/** One row, or undefined where the store does not hold it. */
function useRow<T extends TableName>(table: T, id: string | null | undefined): Rows[T] | undefined {
  return useStore((store) => (id ? store.get(table, id) : undefined));
}

export const useTask = (id: string | null | undefined) => useRow('tasks', id);
export const useProject = (id: string | null | undefined) => useRow('projects', id);
/** True where tasks of the project may be changed here. */
export const useWritable = (id: string | null | undefined) =>
  useStore((store) => isWritable(id ? store.get('projects', id) : undefined));
export const useSection = (id: string | null | undefined) => useRow('sections', id);
export const useLabel = (id: string | null | undefined) => useRow('labels', id);
export const useComment = (id: string | null | undefined) => useRow('comments', id);

/** A person of a workspace. */
export function useMember(workspaceId: string, userId: string | null): Rows['members'] | undefined {
  return useRow('members', userId === null ? null : memberRowId(workspaceId, userId));
}

/** The signed-in person; undefined while the page starts. */
export function useMe(): UserOutput | undefined {
  return useStore((store) => store.tables.users.rows.values().next().value);
}

const selectWorkspaces = memoized(
  (store): readonly WorkspaceOutput[] => [...store.tables.workspaces.rows.values()],
  ['workspaces'],
);

/** The person's workspaces, the personal one first. */
export function useWorkspaces(): readonly WorkspaceOutput[] {
  return useStore(selectWorkspaces);
}

/** The projects of a workspace in their order, the inbox and archived ones among them. */
export const useProjectIds = (workspaceId: string) =>
  useStore((store) => store.projectsIn(workspaceId));
export const useSectionIds = (projectId: string) =>
  useStore((store) => store.sectionsIn(projectId));
export const useLabelIds = (workspaceId: string) =>
  useStore((store) => store.labelsIn(workspaceId));
/** Ids of `members` rows (see `memberRowId`), those who left among them. */
export const useMemberRowIds = (workspaceId: string) =>
  useStore((store) => store.membersIn(workspaceId));
/** Oldest first. */
export const useCommentIds = (taskId: string) => useStore((store) => store.commentsOn(taskId));
/** The open tasks of a list, with those that were closed a moment ago and are leaving. */
export const useOpenIds = (place: Place) => useStore((store) => store.openIn(place));
export const useClosedIds = (place: Place) => useStore((store) => store.closedIn(place));
/** The open tasks with a label, by due. */
export const useLabelledIds = (labelId: string) => useStore((store) => store.labelled(labelId));
/** True for a task that was closed a moment ago and still stands in its list. */
export const useLeaving = (taskId: string) => useStore((store) => store.isLingering(taskId));
/** Open tasks of a project: the server's count and what has happened here since. */
export const useOpenCount = (projectId: string) =>
  useStore(
    (store) => (store.get('projects', projectId)?.openCount ?? 0) + store.counts.delta(projectId),
  );
/** Counts up whenever sections or lists of a project change: for what is worked out from all of them. */
export const useStructure = (projectId: string) =>
  useStore((store) => store.version(`structure ${projectId}`));

const hotByDay = new Map<string, ReturnType<typeof memoized<Hot>>>();

/** What the person needs today, each part in the order of their plan. */
export function useHot(): Hot {
  const day = useToday();
  let select = hotByDay.get(day);
  if (!select) {
    select = memoized(
      (store) => inPlan(store, selectHot(store, day)),
      ['pressing', 'projects', 'users', 'relations', 'plans'],
    );
    hotByDay.clear();
    hotByDay.set(day, select);
  }
  const chosen = select;
  return useStore((store) => (day === '' ? emptyHot : chosen(store)));
}

/** The person's open tasks by the day on which they are due, from one day (inclusive) to another (exclusive), or on without end. */
export function useDays(from: string, before: string | null): TasksByDay {
  const select = useMemo(() => selectDaysOf({ from, before }), [from, before]);
  return useStore(select);
}

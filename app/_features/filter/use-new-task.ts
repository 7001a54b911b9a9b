'use client';

import type { ResolvedFilter } from '../../../server/domain/filter/resolve-filter.ts';
import type { WorkspaceOutput } from '../../../server/workspace/schema.ts';
import { nowIso } from '../../_client/clock.ts';
import { store } from '../../_client/store/page-store.ts';
import { memberRowId } from '../../_client/store/rows.ts';
import { useMe } from '../../_client/store/use-rows.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { isWritable } from '../../_client/store/writable.ts';
import type { PartRules } from '../task-list/task-list.tsx';
import { groupOrder, rowsInOrder } from './group-order.ts';
import type { Grouping } from './group-tasks.ts';
import { mayAssign } from './may-assign.ts';
import { newTaskIn, sectionFor } from './new-task-of.ts';
import { draftOf, newTaskStays } from './new-task-stays.ts';

type Input = {
  workspace: WorkspaceOutput;
  /** Null where the page cannot say what is asked: it might ask for anything, and nothing is added. */
  asked: ResolvedFilter | null;
  grouping: Grouping;
  /** True on a calendar: what is overdue stands on its day there, and not with all that is. */
  byDay?: boolean;
};

/**
 * Where a new task goes that is added to a part of what a filter finds, by the part's key; null where none can be, or
 * where it would not stand in that part.
 */
export function useNewTask({
  workspace,
  asked,
  grouping,
  byDay = false,
}: Input): (key: string) => ReturnType<PartRules['newTask']> {
  const me = useMe()?.id ?? '';
  const today = useToday();
  return (key) => {
    const made = asked && newTaskIn(asked, grouping, key);
    if (!made) return null;
    const { sectionIds } = made;
    const known = sectionIds?.flatMap((id) => store.get('sections', id) ?? []) ?? [];
    const section = sectionFor(made, known);
    if (sectionIds !== null && !section) return null;
    const sectionId = section?.id ?? null;
    const projectId = section?.projectId ?? made.projectId ?? workspace.inboxId;
    const project = store.get('projects', projectId);
    const others = made.task.assigneeIds?.filter((id) => id !== me) ?? [];
    const personOf = (id: string) => store.get('members', memberRowId(workspace.id, id));
    // Nobody else sees the inbox, and not each project that is seen may be written.
    if (!isWritable(project)) return null;
    if (!others.every((id) => mayAssign(personOf(id), project))) return null;
    const rows = rowsInOrder(store, workspace.id, grouping);
    const order = groupOrder(store, rows, grouping).all;
    const rule = { grouping, today: byDay ? '' : today, order };
    const draft = draftOf(made, { projectId, sectionId, me, now: nowIso() });
    if (!newTaskStays(draft, { asked, rule, key })) return null;
    return {
      workspaceId: workspace.id,
      top: { projectId, sectionId, parentId: null },
      task: made.task,
    };
  };
}

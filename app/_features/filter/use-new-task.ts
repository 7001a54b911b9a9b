'use client';

import type { ResolvedFilter } from '../../../server/domain/filter/resolve-filter.ts';
import type { WorkspaceOutput } from '../../../server/workspace/schema.ts';
import { store } from '../../_client/store/page-store.ts';
import { useMe } from '../../_client/store/use-rows.ts';
import { isWritable } from '../../_client/store/writable.ts';
import type { PartRules } from '../task-list/task-list.tsx';
import type { Grouping } from './group-tasks.ts';
import { newTaskIn, sectionFor } from './new-task-of.ts';

type Input = {
  workspace: WorkspaceOutput;
  /** Null where the page cannot say what is asked: it might ask for anything, and nothing is added. */
  asked: ResolvedFilter | null;
  grouping: Grouping;
};

/** Where a new task goes that is added to a part of what a filter finds, by the part's key; null where none can be. */
export function useNewTask({
  workspace,
  asked,
  grouping,
}: Input): (key: string) => ReturnType<PartRules['newTask']> {
  const me = useMe();
  return (key) => {
    const made = asked && newTaskIn(asked, grouping, key);
    if (!made) return null;
    const { sectionIds } = made;
    const known = sectionIds?.flatMap((id) => store.get('sections', id) ?? []) ?? [];
    const section = sectionFor(made, known);
    if (sectionIds !== null && !section) return null;
    const projectId = section?.projectId ?? made.projectId ?? workspace.inboxId;
    const isForOthers = made.task.assigneeIds?.some((id) => id !== me?.id) === true;
    // Nobody else sees the inbox, and not each project that is seen may be written.
    if (!isWritable(store.get('projects', projectId))) return null;
    if (projectId === workspace.inboxId && isForOthers) return null;
    const top = { projectId, sectionId: section?.id ?? null, parentId: null };
    return { workspaceId: workspace.id, top, task: made.task };
  };
}

'use client';

import { useCallback, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { WorkspaceOutput } from '../../../server/workspace/schema.ts';
import { store, useStore } from '../../_client/store/page-store.ts';
import { useMe } from '../../_client/store/use-rows.ts';
import { isWritable } from '../../_client/store/writable.ts';
import { usePicked } from '../../_client/store/use-cell.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { useAddTarget } from '../shell/add-target.ts';
import { LoadStateView } from '../shell/load-state.tsx';
import { openTask } from '../shell/open-task.ts';
import { createListState } from '../task-list/list-state.ts';
import { PartHeading } from '../task-list/part-heading.tsx';
import { lineAtEnd } from '../task-list/place.ts';
import { TaskList } from '../task-list/task-list.tsx';
import type { PartRules } from '../task-list/task-list.tsx';
import { flatPart } from '../task-list/use-outline.ts';
import { groupTasks, overdueKey } from './group-tasks.ts';
import type { Grouping } from './group-tasks.ts';
import { newTaskIn, sectionFor } from './new-task-of.ts';
import type { Found } from './use-found.ts';
import { usePartTitle } from './use-part-title.ts';
import { useRowNote } from './use-row-note.ts';

type Props = {
  workspace: WorkspaceOutput;
  found: Found;
  grouping: Grouping;
  /** Read aloud: what the list is of. */
  label: string;
  /** Stands there where nothing is found. */
  empty: ReactNode;
};

const noOrder: readonly string[] = [];

/** The tasks that a filter finds, in one list or in headed parts. */
export function FoundTasks({ workspace, found, grouping, label, empty }: Props) {
  const { ids, load, asked } = found;
  const [list] = useState(createListState);
  const isWriting = usePicked(list.line, (line) => line !== null);
  const parts = useParts(workspace.id, ids, grouping);
  const title = usePartTitle(workspace.id, grouping);
  const rowNote = useRowNote(asked);
  const today = useToday();
  const me = useMe();
  const isAhead = useCallback((day: string) => day >= today, [today]);
  const newTask: PartRules['newTask'] = ({ key }) => {
    // What the page cannot say yet might ask for anything.
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
  useAddTarget(list, () => {
    const part = parts.find((one) => newTask(one) !== null);
    if (part) list.line.set(lineAtEnd(part));
    return part !== undefined;
  });
  const rules: PartRules = {
    label: ({ key }) => (grouping === 'none' ? label : title(key)),
    heading: (part) =>
      grouping === 'none' ? null : (
        <PartHeading
          title={title(part.key)}
          count={part.open}
          tone={part.key === overdueKey ? 'danger' : 'plain'}
        />
      ),
    newTask,
    addsAtHead: grouping !== 'none',
  };
  return (
    <LoadStateView load={load} isEmpty={ids.length === 0 && !isWriting}>
      <TaskList
        list={list}
        parts={parts}
        rules={rules}
        canMove={false}
        showProject={grouping !== 'project'}
        {...(grouping === 'due' && { isImplied: isAhead })}
        rowNote={rowNote}
        openTask={openTask}
      />
      {ids.length === 0 && !isWriting && empty}
    </LoadStateView>
  );
}

function useParts(workspaceId: string, ids: readonly string[], grouping: Grouping) {
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
    return groupTasks(tasks, { grouping, today, order: ranked }).map((group) =>
      flatPart(group.key, group.ids),
    );
  }, [ids, grouping, today, order, changed]);
}

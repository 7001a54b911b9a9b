'use client';

import { useCallback, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { WorkspaceOutput } from '../../../server/workspace/schema.ts';
import { usePicked } from '../../_client/store/use-cell.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { useAddTarget } from '../shell/add-target.ts';
import { LoadStateView } from '../shell/load-state.tsx';
import { openTask } from '../shell/open-task.ts';
import { createListState } from '../task-list/list-state.ts';
import { PartHeading } from '../task-list/part-heading.tsx';
import { lineAtEnd } from '../task-list/line.ts';
import { TaskList } from '../task-list/task-list.tsx';
import type { PartRules } from '../task-list/task-list.tsx';
import { flatPart } from '../task-list/use-outline.ts';
import { overdueKey } from './group-tasks.ts';
import type { Grouping } from './group-tasks.ts';
import type { Found } from './use-found.ts';
import { useGroups } from './use-groups.ts';
import { useNewTask } from './use-new-task.ts';
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

/** The tasks that a filter finds, in one list or in headed parts. */
export function FoundTasks({ workspace, found, grouping, label, empty }: Props) {
  const { ids, load, asked } = found;
  const [list] = useState(createListState);
  const isWriting = usePicked(list.line, (line) => line !== null);
  const parts = useParts(workspace.id, ids, grouping);
  const title = usePartTitle(workspace.id, grouping);
  const rowNote = useRowNote(asked);
  const today = useToday();
  const isAhead = useCallback((day: string) => day >= today, [today]);
  const newTaskAt = useNewTask({ workspace, asked, grouping });
  const newTask: PartRules['newTask'] = ({ key }) => newTaskAt(key);
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
  const groups = useGroups({ workspaceId, ids, grouping });
  return useMemo(() => groups.map((group) => flatPart(group.key, group.ids)), [groups]);
}

'use client';

import { useWriting } from '../writing/writing.ts';
import { AddLine } from './add-line.tsx';
import { focusRow } from './focus-row.ts';
import { addWritten, useListScene } from './list-state.ts';
import type { Part } from './outline.ts';
import { deeper, shallower, targetOfLine } from './line.ts';
import type { Line } from './line.ts';
import type { PartRules } from './task-list.tsx';
import { writtenTasks } from '../quick-add/written-tasks.ts';
import { maxDepth } from '../../../server/domain/depth.ts';

type Props = {
  part: Part;
  line: Line;
  rules: PartRules;
  /** True where no arrows hang beside it: on a board. */
  flush?: boolean;
};

/** The line for new tasks of a part, where it stands now. */
export function PartLine({ part, line, rules, flush = false }: Props) {
  const { list, canMove } = useListScene();
  const where = rules.newTask(part);
  return (
    <AddLine
      workspaceId={where?.workspaceId ?? ''}
      day={where?.task.dueOn}
      depth={line.depth}
      flush={flush}
      onAdd={useAddWritten(part, rules)}
      onIndent={(by) => {
        if (canMove) list.line.set((by > 0 ? deeper : shallower)(part.rows, line));
      }}
      onEnd={(how) => {
        list.line.set(null);
        if (how === 'escape') focusRow(line.anchor ?? list.cursor.get());
      }}
    />
  );
}

/** Adds what stands in the line of a part as tasks, and moves the line below them. */
function useAddWritten(part: Part, rules: PartRules): () => void {
  const { list, canMove } = useListScene();
  return () => {
    const line = list.line.get();
    const where = rules.newTask(part);
    if (!line || !where) return;
    const { workspaceId } = where;
    const { place, beside } = targetOfLine(
      part.rows,
      canMove ? line : { ...line, anchor: null },
      where.top,
    );
    const { projectId, sectionId } = place;
    const at = canMove ? { ...place, ...beside } : { projectId, sectionId };
    addWritten(list, ({ addTasks }, written) => {
      const lines = writtenTasks(written, {
        workspaceId,
        deepest: maxDepth - 1 - line.depth,
        day: where.task.dueOn,
      });
      if (lines.length === 0) return;
      const tasks = lines.map((one) => ({
        ...where.task,
        ...one,
        labelIds: [...(where.task.labelIds ?? []), ...(one.labelIds ?? [])],
      }));
      const last = addTasks({ workspaceId, ...at }, tasks).at(-1);
      if (last && canMove && list.line.get() === line) list.line.set({ ...line, anchor: last });
    });
  };
}

/** The line is drawn anew wherever it goes; its part stays as long as the list, and keeps what was written. */
export function useLineKept(part: Part, rules: PartRules): void {
  const { list } = useListScene();
  const commit = useAddWritten(part, rules);
  const isUnsaved = () => list.line.get()?.part === part.key && list.draft.get().trim() !== '';
  useWriting({ isUnsaved, commit });
}

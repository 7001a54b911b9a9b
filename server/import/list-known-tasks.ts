import { and, eq, inArray, sql } from 'drizzle-orm';
import { tasks } from '../../db/schema/tasks.ts';
import { projects } from '../../db/schema/workspaces.ts';
import type { WriteCtx } from '../changes/write.ts';
import { rightOnProject } from '../project/scope.ts';
import { taskColumns } from '../task/rows.ts';
import type { TaskRow } from '../task/rows.ts';
import { projectOfTask, taskVisible } from '../task/scope.ts';
import type { ImportRow } from './scope.ts';

/** A task that an earlier import made, as it is now. */
export type KnownTask = TaskRow & {
  /** False where the person may not write to it now, or what it hangs from is deleted. */
  open: boolean;
};

/** The tasks that stand for those of the source, whole, deleted ones too. */
export async function listKnownTasks(
  w: WriteCtx,
  row: ImportRow,
  sourceIds: string[],
): Promise<Map<string, KnownTask>> {
  if (sourceIds.length === 0) return new Map();
  const open = sql<boolean>`(${taskVisible(w.member)} AND ${rightOnProject(w.member)} = 'write')`;
  const found = await w.db
    .select({ ...taskColumns, sourceId: tasks.sourceId, open })
    .from(tasks)
    .innerJoin(projects, projectOfTask)
    .where(
      and(
        eq(tasks.workspaceId, row.workspaceId),
        eq(tasks.source, row.format),
        inArray(tasks.sourceId, sourceIds),
      ),
    );
  return new Map(found.map(({ sourceId, ...task }) => [sourceId ?? '', task]));
}

import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { tasks } from '../../db/schema/tasks.ts';
import { projects } from '../../db/schema/workspaces.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { ProjectId, TaskId } from '../domain/ids.ts';
import { rightOnProject } from '../project/scope.ts';
import { projectOfTask, taskVisible } from '../task/scope.ts';
import type { ImportRow } from './scope.ts';

export type ImportedTask = {
  id: TaskId;
  projectId: ProjectId;
  /** 1 at the top. */
  depth: number;
};

const depth = sql<number>`(
  WITH RECURSIVE above AS (
    SELECT tasks.parent_id
    UNION ALL
    SELECT a.parent_id FROM tasks a JOIN above ON a.workspace_id = tasks.workspace_id AND a.id = above.parent_id)
  SELECT count(*)::int FROM above)`;

/** Where the tasks that stand for those of the source are; without those that the person cannot write to now. */
export async function listImportedTasks(
  w: WriteCtx,
  row: ImportRow,
  sourceIds: string[],
): Promise<Map<string, ImportedTask>> {
  if (sourceIds.length === 0) return new Map();
  const found = await w.db
    .select({ id: tasks.id, projectId: tasks.projectId, depth, sourceId: tasks.sourceId })
    .from(tasks)
    .innerJoin(projects, projectOfTask)
    .where(
      and(
        eq(tasks.workspaceId, row.workspaceId),
        eq(tasks.source, row.format),
        inArray(tasks.sourceId, sourceIds),
        isNull(tasks.deletedAt),
        taskVisible(w.member),
        sql`${rightOnProject(w.member)} = 'write'`,
      ),
    );
  return new Map(found.map(({ sourceId, ...task }) => [sourceId ?? '', task]));
}

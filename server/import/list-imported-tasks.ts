import { and, eq, inArray } from 'drizzle-orm';
import { tasks } from '../../db/schema/tasks.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { ProjectId, TaskId } from '../domain/ids.ts';
import type { ImportRow } from './scope.ts';

/** Where the tasks that stand for those of the source are, deleted ones too. */
export async function listImportedTasks(
  w: WriteCtx,
  row: ImportRow,
  sourceIds: string[],
): Promise<Map<string, { id: TaskId; projectId: ProjectId }>> {
  if (sourceIds.length === 0) return new Map();
  const found = await w.db
    .select({ id: tasks.id, projectId: tasks.projectId, sourceId: tasks.sourceId })
    .from(tasks)
    .where(
      and(
        eq(tasks.workspaceId, row.workspaceId),
        eq(tasks.source, row.format),
        inArray(tasks.sourceId, sourceIds),
      ),
    );
  return new Map(found.map(({ sourceId, ...task }) => [sourceId ?? '', task]));
}

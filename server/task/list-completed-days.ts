import { and, eq, gte, inArray } from 'drizzle-orm';
import { completions } from '../../db/schema/trail.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { TaskId } from '../domain/ids.ts';

/** The days of tasks, from one on, whose occurrences have been completed. */
export async function listCompletedDays(
  w: WriteCtx,
  taskIds: readonly TaskId[],
  from: string,
): Promise<Map<TaskId, string[]>> {
  if (taskIds.length === 0) return new Map();
  const found = await w.db
    .select({ taskId: completions.taskId, day: completions.occurrenceOn })
    .from(completions)
    .where(
      and(
        eq(completions.workspaceId, w.member.workspaceId),
        inArray(completions.taskId, [...taskIds]),
        gte(completions.occurrenceOn, from),
      ),
    );
  const byTask = Map.groupBy(found, ({ taskId }) => taskId);
  return new Map([...byTask].map(([taskId, rows]) => [taskId, rows.map(({ day }) => day)]));
}

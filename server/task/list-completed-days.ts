import { and, eq, gte } from 'drizzle-orm';
import { completions } from '../../db/schema/trail.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { TaskId } from '../domain/ids.ts';

/** The days of a task, from one on, whose occurrences have been completed. */
export async function listCompletedDays(
  w: WriteCtx,
  taskId: TaskId,
  from: string,
): Promise<string[]> {
  const found = await w.db
    .select({ day: completions.occurrenceOn })
    .from(completions)
    .where(
      and(
        eq(completions.workspaceId, w.member.workspaceId),
        eq(completions.taskId, taskId),
        gte(completions.occurrenceOn, from),
      ),
    );
  return found.map(({ day }) => day);
}

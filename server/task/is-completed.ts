import { and, eq } from 'drizzle-orm';
import { completions } from '../../db/schema/trail.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { TaskId } from '../domain/ids.ts';

type Occurrence = { taskId: TaskId; occurrenceOn: string };

/** Whether an occurrence counts as completed. */
export async function isCompleted(
  w: WriteCtx,
  { taskId, occurrenceOn }: Occurrence,
): Promise<boolean> {
  const found = await w.db
    .select({ taskId: completions.taskId })
    .from(completions)
    .where(
      and(
        eq(completions.workspaceId, w.member.workspaceId),
        eq(completions.taskId, taskId),
        eq(completions.occurrenceOn, occurrenceOn),
      ),
    );
  return found.length > 0;
}

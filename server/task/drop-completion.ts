import { and, eq } from 'drizzle-orm';
import { completions } from '../../db/schema/trail.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { TaskId } from '../domain/ids.ts';

type Occurrence = { taskId: TaskId; occurrenceOn: string };

/** Forgets that an occurrence was completed. @returns the subtasks that were opened again for the next one */
export async function dropCompletion(
  w: WriteCtx,
  { taskId, occurrenceOn }: Occurrence,
): Promise<TaskId[]> {
  const [dropped] = await w.db
    .delete(completions)
    .where(
      and(
        eq(completions.workspaceId, w.member.workspaceId),
        eq(completions.taskId, taskId),
        eq(completions.occurrenceOn, occurrenceOn),
      ),
    )
    .returning({ resetSubtaskIds: completions.resetSubtaskIds });
  return dropped?.resetSubtaskIds ?? [];
}

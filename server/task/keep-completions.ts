import { completions } from '../../db/schema/trail.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { TaskId } from '../domain/ids.ts';

/** An occurrence that is done, and the subtasks that were opened again for the next one. */
export type Completion = { taskId: TaskId; occurrenceOn: string; resetSubtaskIds: TaskId[] };

/** Notes who completed which occurrences; each is there once. */
export async function keepCompletions(w: WriteCtx, done: readonly Completion[]): Promise<void> {
  if (done.length === 0) return;
  const { workspaceId, userId } = w.member;
  const rows = done.map((completion) => ({
    ...completion,
    workspaceId,
    completedAt: w.now,
    createdBy: userId,
  }));
  await w.db.insert(completions).values(rows).onConflictDoNothing();
}

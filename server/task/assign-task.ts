import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { Ctx } from '../platform/context.ts';
import { applyTask } from './apply-task.ts';
import { changeTaskSets } from './change-task-sets.ts';
import type { TaskAssignInput, TaskOutput } from './schema.ts';
import { getTaskForUpdate } from './scope.ts';

/** Adds and removes assignees by difference; two people who add one each lose none. */
export async function assignTask(ctx: Ctx, input: TaskAssignInput): Promise<TaskOutput> {
  return write(ctx, { action: 'task.assign', input, guard: membership }, async (w, record) => {
    const row = await getTaskForUpdate(w, input.taskId, input);
    const { add, remove } = input;
    const sets = await changeTaskSets(w, [row], { assigneeIds: { add, remove, path: ['add'] } });
    return applyTask(w, record, { row, type: 'task.updated', patch: {}, sets: sets.get(row.id) });
  });
}

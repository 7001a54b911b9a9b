import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { Ctx } from '../platform/context.ts';
import { applyTask } from './apply-task.ts';
import { requireRoom } from './require-room.ts';
import type { TaskAssignInput, TaskOutput } from './schema.ts';
import { getTaskForUpdate } from './scope.ts';
import { setTaskAssignees } from './set-task-assignees.ts';

/** Adds and removes assignees by difference; two people who add one each lose none. */
export async function assignTask(ctx: Ctx, input: TaskAssignInput): Promise<TaskOutput> {
  return write(ctx, { action: 'task.assign', input, guard: membership }, async (w, record) => {
    const row = await getTaskForUpdate(w, input.taskId, input);
    const path = ['add'];
    await setTaskAssignees(w, row, { ...input, path });
    const { assigneeIds } = await getTaskForUpdate(w, row.id);
    if (input.add.length > 0) requireRoom(assigneeIds, path);
    return applyTask(w, record, { row, type: 'task.updated', patch: {}, sets: { assigneeIds } });
  });
}

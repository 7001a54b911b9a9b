import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { Ctx } from '../platform/context.ts';
import { applyTask } from './apply-task.ts';
import type { TaskEdit } from './apply-task.ts';
import { deriveTaskDue } from './derive-task-due.ts';
import { requireRoom } from './require-room.ts';
import type { TaskOutput, TaskUpdateInput } from './schema.ts';
import { getTaskForUpdate } from './scope.ts';
import type { ScopedTask } from './scope.ts';
import { setTaskAssignees } from './set-task-assignees.ts';
import { setTaskLabels } from './set-task-labels.ts';

/** Changes only the fields that are named; labels and assignees by difference. */
export async function updateTask(ctx: Ctx, input: TaskUpdateInput): Promise<TaskOutput> {
  return write(ctx, { action: 'task.update', input, guard: membership }, async (w, record) => {
    const row = await getTaskForUpdate(w, input.taskId, input);
    const { dueOn, dueTime, dueAt, timeZone, ...patch } = input.set;
    const due = deriveTaskDue(row, { dueOn, dueTime, dueAt, timeZone }, ['set']);
    const sets = await changeSets(w, row, input);
    return applyTask(w, record, { row, type: 'task.updated', patch: { ...patch, ...due }, sets });
  });
}

async function changeSets(
  w: WriteCtx,
  row: ScopedTask,
  input: TaskUpdateInput,
): Promise<NonNullable<TaskEdit['sets']>> {
  const { add, remove } = input;
  if ([add, remove].every((edit) => !edit.labelIds && !edit.assigneeIds)) return {};
  const paths = { labelIds: ['add', 'labelIds'], assigneeIds: ['add', 'assigneeIds'] };
  if (add.labelIds || remove.labelIds) {
    const edit = { add: add.labelIds, remove: remove.labelIds, path: paths.labelIds };
    await setTaskLabels(w, row.id, edit);
  }
  if (add.assigneeIds || remove.assigneeIds) {
    const edit = { add: add.assigneeIds, remove: remove.assigneeIds, path: paths.assigneeIds };
    await setTaskAssignees(w, row, edit);
  }
  const { labelIds, assigneeIds } = await getTaskForUpdate(w, row.id);
  if (add.labelIds?.length) requireRoom(labelIds, paths.labelIds);
  if (add.assigneeIds?.length) requireRoom(assigneeIds, paths.assigneeIds);
  return { labelIds, assigneeIds };
}

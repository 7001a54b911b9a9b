import { membership } from '../auth/membership.ts';
import type { Record } from '../changes/record.ts';
import { write } from '../changes/write.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { TaskId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { badField, CairnError } from '../platform/errors.ts';
import { applyTasks } from './apply-tasks.ts';
import { closeSubtasks } from './close-subtasks.ts';
import { countTasksAbove } from './count-tasks-above.ts';
import { editTask } from './edit-task.ts';
import { moveTasks } from './move-tasks.ts';
import { taskOutputOf } from './rows.ts';
import type { TaskBulkInput, TaskBulkOutput, TaskOutput } from './schema.ts';
import { getTasksForUpdate } from './scope.ts';
import { updateTasks } from './update-tasks.ts';

type Act = (w: WriteCtx, record: Record, input: TaskBulkInput) => Promise<TaskOutput[]>;

const actions: { [Action in TaskBulkInput['action']]: Act } = {
  complete: edit('complete'),
  reopen: edit('reopen'),
  cancel: edit('cancel'),
  delete: deleteHeads,
  restore: restoreTopDown,
  move: moveHeads,
  async update(w, record, { taskIds, set = {}, add = {}, remove = {} }) {
    const rows = await getTasksForUpdate(w, taskIds);
    return updateTasks(w, record, { rows, input: { set, add, remove } });
  },
};

/** Fields that only one of the actions reads; sent with another they would be ignored, so they are refused. */
const fieldsOf = {
  move: ['projectId', 'sectionId', 'parentId'],
  update: ['set', 'add', 'remove'],
} as const;

/**
 * Does one thing to many tasks in one transaction and one undo group, with the same few statements for all of them.
 * @throws the error of the first task that refuses, naming it; then nothing has changed
 */
export async function bulkTasks(ctx: Ctx, input: TaskBulkInput): Promise<TaskBulkOutput> {
  requireFields(input);
  const { groupId } = input;
  const whole = { action: 'task.bulk', input, guard: membership } as const;
  return write(ctx, { ...whole, ...(groupId && { groupId }) }, async (w) => {
    const one = { action: `task.${input.action}`, input: w.member, guard: w.guard } as const;
    const items = await write(w, one, (inner, record) =>
      actions[input.action](inner, record, input),
    ).catch((error: unknown) => rethrow(error, input));
    return { items, groupId: w.groupId };
  });
}

function edit(action: 'complete' | 'reopen' | 'cancel'): Act {
  return async (w, record, { taskIds }) => {
    const rows = await getTasksForUpdate(w, taskIds);
    const edits = rows.map((row) => editTask(row, action, w.now));
    const edited = await applyTasks(w, record, edits);
    if (action !== 'reopen') await closeSubtasks(w, record, { rows, action });
    return edited;
  };
}

/** What hangs below another of the tasks is hidden with that one, and comes back with it. */
async function deleteHeads(
  w: WriteCtx,
  record: Record,
  { taskIds }: TaskBulkInput,
): Promise<TaskOutput[]> {
  const rows = await getTasksForUpdate(w, taskIds);
  const above = await countTasksAbove(w, taskIds);
  const edits = rows.map((row) => {
    const { type, patch } = editTask(row, 'delete', w.now);
    return { row, type, patch: above.get(row.id) === 0 ? patch : {} };
  });
  return applyTasks(w, record, edits);
}

/** A task is seen, and so restored, only once those above it are back. One that was hidden by them alone is left as it is. */
async function restoreTopDown(
  w: WriteCtx,
  record: Record,
  { taskIds }: TaskBulkInput,
): Promise<TaskOutput[]> {
  const above = await countTasksAbove(w, taskIds);
  const levels = [...Map.groupBy(taskIds, (taskId) => above.get(taskId) ?? 0)];
  const restored = new Map<TaskId, TaskOutput>();
  for (const [level, ids] of levels.toSorted(([a], [b]) => a - b)) {
    const rows = await getTasksForUpdate(w, ids, { deleted: level === 0 ? true : 'either' });
    const edits = rows.map((row) => editTask(row, 'restore', w.now));
    for (const task of await applyTasks(w, record, edits)) restored.set(task.id, task);
  }
  return taskIds.flatMap((taskId) => restored.get(taskId) ?? []);
}

/** What hangs below another of the tasks goes along with that one. */
async function moveHeads(w: WriteCtx, record: Record, input: TaskBulkInput): Promise<TaskOutput[]> {
  const rows = await getTasksForUpdate(w, input.taskIds);
  const above = await countTasksAbove(w, input.taskIds);
  const heads = rows.filter((row) => above.get(row.id) === 0);
  await moveTasks(w, record, { rows: heads, target: input });
  const moved = await getTasksForUpdate(w, input.taskIds);
  return moved.map(({ right: _, ...row }) => taskOutputOf(row));
}

function requireFields(input: TaskBulkInput): void {
  for (const [action, fields] of Object.entries(fieldsOf)) {
    const sent = fields.find((field) => input[field] !== undefined);
    if (sent && input.action !== action)
      throw badField([sent], `goes with the action ${action}, not with ${input.action}`);
    if (!sent && input.action === action)
      throw badField([fields[0]], `the action ${action} needs ${fields.join(', ')}`);
  }
}

/** What one task refuses is told by its place among those named. */
function rethrow(error: unknown, { taskIds }: TaskBulkInput): never {
  if (!(error instanceof CairnError) || error.thingId === undefined) throw error;
  const { code, message, current, thingId } = error;
  const path = ['taskIds', taskIds.findIndex((taskId) => taskId === thingId)];
  throw new CairnError(code, message, { issues: [{ path, message }], current, cause: error });
}

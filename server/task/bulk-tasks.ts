import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { TaskId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { badField, CairnError } from '../platform/errors.ts';
import { cancelTask } from './cancel-task.ts';
import { completeTask } from './complete-task.ts';
import { deleteTask } from './delete-task.ts';
import { moveTask } from './move-task.ts';
import { reopenTask } from './reopen-task.ts';
import { restoreTask } from './restore-task.ts';
import type { TaskBulkInput, TaskBulkOutput, TaskOutput } from './schema.ts';
import { updateTask } from './update-task.ts';

type One = (w: WriteCtx, input: TaskBulkInput, taskId: TaskId) => Promise<TaskOutput>;

const one: { [Action in TaskBulkInput['action']]: One } = {
  complete: (w, { workspaceId }, taskId) => completeTask(w, { workspaceId, taskId }),
  reopen: (w, { workspaceId }, taskId) => reopenTask(w, { workspaceId, taskId }),
  cancel: (w, { workspaceId }, taskId) => cancelTask(w, { workspaceId, taskId }),
  delete: (w, { workspaceId }, taskId) => deleteTask(w, { workspaceId, taskId }),
  restore: (w, { workspaceId }, taskId) => restoreTask(w, { workspaceId, taskId }),
  move: (w, { workspaceId, projectId, sectionId, parentId }, taskId) =>
    moveTask(w, { workspaceId, taskId, projectId, sectionId, parentId }),
  update: (w, { workspaceId, set = {}, add = {}, remove = {} }, taskId) =>
    updateTask(w, { workspaceId, taskId, set, add, remove }),
};

/** Fields that only one of the actions reads; sent with another they would be ignored, so they are refused. */
const fieldsOf = {
  move: ['projectId', 'sectionId', 'parentId'],
  update: ['set', 'add', 'remove'],
} as const;

/**
 * Does one thing to many tasks in one transaction and one undo group.
 * @throws the error of the first task that refuses, naming it; then nothing has changed
 */
export async function bulkTasks(ctx: Ctx, input: TaskBulkInput): Promise<TaskBulkOutput> {
  requireFields(input);
  return write(ctx, { action: 'task.bulk', input, guard: membership }, async (w) => {
    const items: TaskOutput[] = [];
    for (const [index, taskId] of input.taskIds.entries()) {
      items.push(
        await one[input.action](w, input, taskId).catch((error: unknown) => rethrow(error, index)),
      );
    }
    return { items, groupId: w.groupId };
  });
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

function rethrow(error: unknown, index: number): never {
  if (!(error instanceof CairnError)) throw error;
  const path = ['taskIds', index];
  throw new CairnError(error.code, error.message, {
    issues: [{ path, message: error.message }],
    current: error.current,
    cause: error,
  });
}

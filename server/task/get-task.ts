import { proveMember } from '../auth/membership.ts';
import type { Ctx } from '../platform/context.ts';
import { taskOutputOf } from './rows.ts';
import type { TaskGetInput, TaskOutput } from './schema.ts';
import { getTaskRow } from './scope.ts';

/** One task that the caller sees, or NOT_FOUND. */
export async function getTask(ctx: Ctx, input: TaskGetInput): Promise<TaskOutput> {
  const member = await proveMember(ctx, input.workspaceId, 'task.get');
  const { right: _, ...row } = await getTaskRow(ctx, member, input.taskId);
  return taskOutputOf(row);
}

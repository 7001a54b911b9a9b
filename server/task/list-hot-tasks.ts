import type { Ctx } from '../platform/context.ts';
import { told } from '../platform/json-text.ts';
import { listHotTasksJson } from './list-hot-tasks-json.ts';
import type { TaskListHotInput, TaskOutput } from './schema.ts';

/**
 * The tasks that the caller needs now, at most 200: overdue by due, then today's by time, then urgent ones
 * without a due day, whatever the caller has planned (`plan.list`). "Today" is the caller's own. In one workspace, or
 * over all that they are in.
 * @throws NOT_FOUND for a workspace that the caller is not in
 */
export async function listHotTasks(
  ctx: Ctx,
  input: TaskListHotInput,
): Promise<{ items: TaskOutput[] }> {
  return told(ctx, await listHotTasksJson(ctx, input));
}

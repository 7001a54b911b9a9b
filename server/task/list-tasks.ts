import type { Ctx } from '../platform/context.ts';
import { told } from '../platform/json-text.ts';
import type { Page } from '../platform/page.ts';
import { listTasksJson } from './list-tasks-json.ts';
import type { TaskListInput, TaskOutput } from './schema.ts';

/**
 * One keyset page of the tasks that the caller sees. Filters that match few rows can give a short page,
 * even an empty one, with a cursor: the list ends where `nextCursor` is null.
 */
export async function listTasks(ctx: Ctx, input: TaskListInput): Promise<Page<TaskOutput>> {
  return told(ctx, await listTasksJson(ctx, input));
}

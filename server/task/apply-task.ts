import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import { applyTasks } from './apply-tasks.ts';
import type { TaskEdit } from './apply-tasks.ts';
import type { TaskOutput } from './schema.ts';

/** Makes one edit, as `applyTasks` makes many. */
export async function applyTask(
  ctx: WriteCtx,
  record: Record,
  edit: TaskEdit,
): Promise<TaskOutput> {
  const [task] = await applyTasks(ctx, record, [edit]);
  return task;
}

import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { Ctx } from '../platform/context.ts';
import { moveTasks } from './move-tasks.ts';
import { taskOutputOf } from './rows.ts';
import type { TaskMoveInput, TaskOutput } from './schema.ts';
import { getTaskForUpdate } from './scope.ts';

/**
 * Moves a task, with all that hangs below it, to another place in its list, section, parent or project.
 * In another project it gets a new number; its old key resolves for ever, and is its own again if it comes back.
 */
export async function moveTask(ctx: Ctx, input: TaskMoveInput): Promise<TaskOutput> {
  return write(ctx, { action: 'task.move', input, guard: membership }, async (w, record) => {
    const row = await getTaskForUpdate(w, input.taskId, input);
    await moveTasks(w, record, { rows: [row], target: input });
    const { right: _, ...moved } = await getTaskForUpdate(w, row.id);
    return taskOutputOf(moved);
  });
}

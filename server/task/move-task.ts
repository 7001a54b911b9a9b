import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { Ctx } from '../platform/context.ts';
import { badField } from '../platform/errors.ts';
import { carryTask } from './carry-task.ts';
import { orderTask } from './order-task.ts';
import { placeTask } from './place-task.ts';
import type { Place, PlaceInput } from './place-task.ts';
import { taskOutputOf } from './rows.ts';
import type { TaskMoveInput, TaskOutput } from './schema.ts';
import { getTaskForUpdate } from './scope.ts';
import type { ScopedTask } from './scope.ts';

/**
 * Moves a task, with all that hangs below it, to another place in its list, section, parent or project.
 * In another project it gets a new number; its old key resolves for ever, and is its own again if it comes back.
 */
export async function moveTask(ctx: Ctx, input: TaskMoveInput): Promise<TaskOutput> {
  return write(ctx, { action: 'task.move', input, guard: membership }, async (w, record) => {
    const row = await getTaskForUpdate(w, input.taskId, input);
    const place = await placeTask(w, destination(row, input));
    const order = await moveOrder(w, row, { place, input });
    await carryTask(w, record, { row, place, order });
    const { right: _, ...current } = await getTaskForUpdate(w, row.id);
    return taskOutputOf(current);
  });
}

/** What is not named stays; another parent or project leaves the section behind. */
function destination(row: ScopedTask, input: TaskMoveInput): PlaceInput {
  if (input.parentId)
    return { projectId: input.projectId, sectionId: input.sectionId, parentId: input.parentId };
  const projectId = input.projectId ?? row.projectId;
  const leaves =
    projectId !== row.projectId || input.parentId === null || input.sectionId !== undefined;
  if (!leaves) return { projectId, sectionId: row.sectionId, parentId: row.parentId };
  const stays = projectId === row.projectId ? row.sectionId : null;
  return { projectId, sectionId: input.sectionId === undefined ? stays : input.sectionId };
}

async function moveOrder(
  w: WriteCtx,
  row: ScopedTask,
  target: { place: Place; input: TaskMoveInput },
): Promise<string> {
  const { place, input } = target;
  const stays =
    row.projectId === place.projectId &&
    row.sectionId === place.sectionId &&
    row.parentId === place.parentId;
  if (input.before === row.id || input.after === row.id)
    throw badField([input.before ? 'before' : 'after'], 'is the task itself');
  return stays && !input.before && !input.after ? row.order : orderTask(w, place, input);
}

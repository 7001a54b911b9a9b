import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { Ctx } from '../platform/context.ts';
import { mergeNotes } from './merge-notes.ts';
import type { TaskOutput, TaskUpdateInput } from './schema.ts';
import { getTaskForUpdate } from './scope.ts';
import { updateTasks } from './update-tasks.ts';

/**
 * Changes only the fields that are named; labels and assignees by difference, notes by merging where `notesBase` says
 * what they began from.
 */
export async function updateTask(ctx: Ctx, input: TaskUpdateInput): Promise<TaskOutput> {
  return write(ctx, { action: 'task.update', input, guard: membership }, async (w, record) => {
    const row = await getTaskForUpdate(w, input.taskId, input);
    const set = await mergeNotes(w, row, input);
    const [task] = await updateTasks(w, record, { rows: [row], input: { ...input, set } });
    return task;
  });
}

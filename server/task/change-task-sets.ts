import type { WriteCtx } from '../changes/write.ts';
import type { LabelId, TaskId, UserId } from '../domain/ids.ts';
import type { TaskSets } from './apply-tasks.ts';
import { forTask } from './for-task.ts';
import { requireRoom } from './require-room.ts';
import type { SetEdit } from './schema.ts';
import { getTasksForUpdate } from './scope.ts';
import type { ScopedTask } from './scope.ts';
import { setTaskAssignees } from './set-task-assignees.ts';
import { setTaskLabels } from './set-task-labels.ts';

export type SetEdits = { labelIds?: SetEdit<LabelId>; assigneeIds?: SetEdit<UserId> };

/**
 * Changes labels and assignees of tasks by difference.
 * @returns the sets of each task as they are now; none where nothing was named
 */
export async function changeTaskSets(
  w: WriteCtx,
  rows: ScopedTask[],
  { labelIds: labels, assigneeIds: people }: SetEdits,
): Promise<Map<TaskId, TaskSets>> {
  const sets = new Map<TaskId, TaskSets>();
  if (![labels, people].some((edit) => edit?.add?.length || edit?.remove?.length)) return sets;
  const ids = rows.map((row) => row.id);
  if (labels) await setTaskLabels(w, ids, labels);
  if (people) await setTaskAssignees(w, rows, people);
  for (const { id, labelIds, assigneeIds } of await getTasksForUpdate(w, ids)) {
    await forTask(id, () => {
      if (labels?.add?.length) requireRoom(labelIds, labels.path);
      if (people?.add?.length) requireRoom(assigneeIds, people.path);
    });
    sets.set(id, { labelIds, assigneeIds });
  }
  return sets;
}

import type { Reverted } from '../change/revert-row.ts';
import type { Change } from '../change/rows.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { Id, LabelId, UserId } from '../domain/ids.ts';
import { listProjectPeople } from '../project/scope.ts';
import type { TaskSets } from './apply-tasks.ts';
import { listLivingLabels } from './list-living-labels.ts';
import { getTaskForUpdate } from './scope.ts';
import type { ScopedTask } from './scope.ts';
import { setTaskAssignees } from './set-task-assignees.ts';
import { setTaskLabels } from './set-task-labels.ts';

/** What of a set can go back: take off what was added and is still there, put back what was taken off. */
type Steps<T> = { add: T[]; remove: T[]; stale: boolean };

/**
 * Sets labels and assignees back by difference: whoever else was added since stays, and a label that was deleted
 * or a person who sees the project no more does not come back.
 */
export async function revertTaskSets(
  w: WriteCtx,
  row: ScopedTask,
  change: Change,
): Promise<{ sets: Partial<TaskSets>; reverted: Reverted }> {
  const reverted = { applied: [] as string[], stale: [] as string[], gone: [] as string[] };
  const tell = (field: keyof TaskSets, steps: Steps<unknown>, there: unknown[]) => {
    if (steps.remove.length + there.length > 0) reverted.applied.push(field);
    if (steps.stale) reverted.stale.push(field);
    if (there.length < steps.add.length) reverted.gone.push(field);
  };
  if ('labelIds' in change.after) {
    const steps = stepsBack<LabelId>(change, 'labelIds', row.labelIds);
    const there = await listLivingLabels(w, steps.add);
    await setTaskLabels(w, [row.id], { add: there, remove: steps.remove, path: [] });
    tell('labelIds', steps, there);
  }
  if ('assigneeIds' in change.after) {
    const steps = stepsBack<UserId>(change, 'assigneeIds', row.assigneeIds);
    const there = await listProjectPeople(w, w.member, {
      projectId: row.projectId,
      userIds: steps.add,
    });
    await setTaskAssignees(w, [row], { add: there, remove: steps.remove, path: [] });
    tell('assigneeIds', steps, there);
  }
  if (reverted.applied.length === 0) return { sets: {}, reverted };
  const { labelIds, assigneeIds } = await getTaskForUpdate(w, row.id);
  return { sets: { labelIds, assigneeIds }, reverted };
}

function stepsBack<T extends Id<string>>(change: Change, field: string, present: T[]): Steps<T> {
  const before = (change.before[field] ?? []) as T[];
  const after = (change.after[field] ?? []) as T[];
  const added = after.filter((id) => !before.includes(id));
  const removed = before.filter((id) => !after.includes(id));
  const remove = added.filter((id) => present.includes(id));
  const add = removed.filter((id) => !present.includes(id));
  return { add, remove, stale: remove.length + add.length < added.length + removed.length };
}

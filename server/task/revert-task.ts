import { revertRow } from '../change/revert-row.ts';
import type { Reverted, Reverter } from '../change/revert-row.ts';
import type { Change } from '../change/rows.ts';
import type { WriteCtx } from '../changes/write.ts';
import { changeKind } from '../domain/catalogue.ts';
import type { TaskId } from '../domain/ids.ts';
import { applyTask } from './apply-task.ts';
import { revertTaskFields } from './revert-task-fields.ts';
import { revertTaskPlace } from './revert-task-place.ts';
import { getTaskForUpdate } from './scope.ts';
import type { ScopedTask } from './scope.ts';

const existence: Reverter<ScopedTask> = {
  delete: { action: 'task.delete', type: 'task.deleted' },
  restore: { action: 'task.restore', type: 'task.restored' },
  fields: {},
  find: (w, id, options) => getTaskForUpdate(w, id as TaskId, options),
  apply: applyTask,
};

/** Takes a change of a task back: its being there, its place, or its fields. */
export function revertTask(w: WriteCtx, change: Change): Promise<Reverted> {
  if (changeKind(change.type).undo !== 'fields') return revertRow(w, change, existence);
  if (change.type === 'task.moved') return revertTaskPlace(w, change);
  return revertTaskFields(w, change);
}

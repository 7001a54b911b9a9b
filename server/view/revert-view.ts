import { revertRow } from '../change/revert-row.ts';
import type { Reverted, Reverter } from '../change/revert-row.ts';
import type { Change } from '../change/rows.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { ViewId } from '../domain/ids.ts';
import { applyView } from './apply-view.ts';
import { requireSharing } from './require-sharing.ts';
import type { ViewRow } from './rows.ts';
import { getViewForUpdate } from './scope.ts';

const reverter: Reverter<ViewRow> = {
  delete: { action: 'view.delete', type: 'view.deleted' },
  restore: { action: 'view.restore', type: 'view.restored' },
  fields: {
    'view.updated': 'view.update',
    'view.shared': 'view.update',
    'view.unshared': 'view.update',
  },
  find: (w, id, options) => getViewForUpdate(w, id as ViewId, options),
  apply(w, record, edit) {
    const { isShared } = edit.patch;
    if (typeof isShared !== 'boolean') return applyView(w, record, edit);
    requireSharing(w, edit.row, isShared);
    const type = isShared ? 'view.shared' : 'view.unshared';
    return applyView(w, record, { ...edit, type });
  },
};

/** Takes a change of a view back. */
export function revertView(w: WriteCtx, change: Change): Promise<Reverted> {
  return revertRow(w, change, reverter);
}

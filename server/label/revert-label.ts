import { revertRow } from '../change/revert-row.ts';
import type { Reverted, Reverter } from '../change/revert-row.ts';
import type { Change } from '../change/rows.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { LabelId } from '../domain/ids.ts';
import { applyLabel } from './apply-label.ts';
import { getLabelForUpdate } from './scope.ts';
import type { LabelRow } from './rows.ts';

const reverter: Reverter<LabelRow> = {
  delete: { action: 'label.delete', type: 'label.deleted' },
  restore: { action: 'label.restore', type: 'label.restored' },
  fields: { 'label.updated': 'label.update' },
  find: (w, id, options) => getLabelForUpdate(w, id as LabelId, options),
  apply: applyLabel,
};

/** Takes a change of a label back. */
export function revertLabel(w: WriteCtx, change: Change): Promise<Reverted> {
  return revertRow(w, change, reverter);
}

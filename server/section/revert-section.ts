import { revertRow } from '../change/revert-row.ts';
import type { Reverted, Reverter } from '../change/revert-row.ts';
import type { Change } from '../change/rows.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { SectionId } from '../domain/ids.ts';
import { applySection } from './apply-section.ts';
import { getSectionForUpdate } from './scope.ts';
import type { SectionRow } from './rows.ts';

const reverter: Reverter<SectionRow> = {
  delete: { action: 'section.delete', type: 'section.deleted' },
  restore: { action: 'section.restore', type: 'section.restored' },
  fields: { 'section.updated': 'section.update', 'section.moved': 'section.move' },
  find: (w, id, options) => getSectionForUpdate(w, id as SectionId, options),
  apply: applySection,
};

/** Takes a change of a section back. */
export function revertSection(w: WriteCtx, change: Change): Promise<Reverted> {
  return revertRow(w, change, reverter);
}

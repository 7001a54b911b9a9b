import { revertRow } from '../change/revert-row.ts';
import type { Reverted, Reverter } from '../change/revert-row.ts';
import type { Change } from '../change/rows.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { AttachmentId } from '../domain/ids.ts';
import { applyAttachment } from './apply-attachment.ts';
import type { AttachmentRow } from './rows.ts';
import { getAttachmentForUpdate } from './scope.ts';

const reverter: Reverter<AttachmentRow> = {
  delete: { action: 'attachment.delete', type: 'attachment.deleted' },
  restore: { action: 'attachment.add', type: 'attachment.restored' },
  fields: { 'attachment.renamed': 'attachment.rename' },
  find: (w, id, options) => getAttachmentForUpdate(w, id as AttachmentId, options),
  apply: applyAttachment,
};

/** Takes a change of an attachment back. */
export function revertAttachment(w: WriteCtx, change: Change): Promise<Reverted> {
  return revertRow(w, change, reverter);
}

import { and, eq } from 'drizzle-orm';
import { attachments } from '../../db/schema/attachments.ts';
import { difference } from '../changes/difference.ts';
import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { ChangeType } from '../domain/catalogue.ts';
import { forbidden } from '../platform/errors.ts';
import { mayChangeAttachment, mayDeleteAttachment } from './policy.ts';
import type { AttachmentRow } from './rows.ts';

export type AttachmentPatch = Partial<Pick<AttachmentRow, 'name' | 'deletedAt'>>;

export type AttachmentEdit = { row: AttachmentRow; type: ChangeType; patch: AttachmentPatch };

/**
 * Sets what differs, counts the version up and records the change. An edit that changes nothing leaves no trace.
 * @returns the attachment as it is now
 * @throws FORBIDDEN as `policy.ts` says
 */
export async function applyAttachment(
  w: WriteCtx,
  record: Record,
  edit: AttachmentEdit,
): Promise<AttachmentRow> {
  const { row, type, patch } = edit;
  const allowed = patch.name === undefined ? mayDeleteAttachment : mayChangeAttachment;
  if (!allowed({ ...w.member, right: row.right }, row))
    throw forbidden(
      row.commentId === null
        ? `This takes the right to write in the project; you may ${row.right}.`
        : 'This comment is another’s.',
    );
  const changed = difference(row, patch);
  if (!changed) return row;
  const version = row.version + 1;
  await w.db
    .update(attachments)
    .set({ ...patch, version, updatedAt: w.now })
    .where(and(eq(attachments.workspaceId, row.workspaceId), eq(attachments.id, row.id)));
  record({ type, entityId: row.id, taskId: row.taskId, projectId: row.projectId, ...changed });
  return { ...row, ...patch, version, updatedAt: w.now };
}

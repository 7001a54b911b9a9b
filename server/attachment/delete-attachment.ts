import type * as z from 'zod';
import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { Ctx } from '../platform/context.ts';
import { applyAttachment } from './apply-attachment.ts';
import type { AttachmentDeleteInput, attachmentDeleteOutput } from './schema.ts';
import { getAttachmentForUpdate } from './scope.ts';

/**
 * Deletes a file; its bytes stay until it is purged, so that it can be brought back.
 * @throws FORBIDDEN for a file on another's comment, but to owners and admins
 */
export async function deleteAttachment(
  ctx: Ctx,
  input: AttachmentDeleteInput,
): Promise<z.output<typeof attachmentDeleteOutput>> {
  const options = { action: 'attachment.delete', input, guard: membership } as const;
  return write(ctx, options, async (w, record) => {
    const row = await getAttachmentForUpdate(w, input.attachmentId, input);
    const edit = { row, type: 'attachment.deleted', patch: { deletedAt: w.now } } as const;
    const { id, version } = await applyAttachment(w, record, edit);
    return { id, deletedAt: w.now, version };
  });
}

import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { Ctx } from '../platform/context.ts';
import { applyAttachment } from './apply-attachment.ts';
import { attachmentOutputOf } from './rows.ts';
import type { AttachmentOutput, AttachmentRenameInput } from './schema.ts';
import { getAttachmentForUpdate } from './scope.ts';

/**
 * Gives a file another name. What it is, is told by its bytes and stays.
 * @throws FORBIDDEN for a file on another's comment
 */
export async function renameAttachment(
  ctx: Ctx,
  input: AttachmentRenameInput,
): Promise<AttachmentOutput> {
  const options = { action: 'attachment.rename', input, guard: membership } as const;
  return write(ctx, options, async (w, record) => {
    const row = await getAttachmentForUpdate(w, input.attachmentId, input);
    const edit = { row, type: 'attachment.renamed', patch: { name: input.name } } as const;
    return attachmentOutputOf(await applyAttachment(w, record, edit));
  });
}

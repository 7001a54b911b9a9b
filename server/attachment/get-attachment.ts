import { proveMember } from '../auth/membership.ts';
import type { Ctx } from '../platform/context.ts';
import { attachmentOutputOf } from './rows.ts';
import type { AttachmentGetInput, AttachmentOutput } from './schema.ts';
import { getAttachmentRow } from './scope.ts';

/** What is known of a file, without its bytes: those are at `/files/<workspaceId>/<attachmentId>/<name>`. */
export async function getAttachment(
  ctx: Ctx,
  input: AttachmentGetInput,
): Promise<AttachmentOutput> {
  const member = await proveMember(ctx, input.workspaceId, 'attachment.get');
  return attachmentOutputOf(await getAttachmentRow(ctx, member, input.attachmentId));
}

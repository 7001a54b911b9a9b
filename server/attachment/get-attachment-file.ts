import type { Readable } from 'node:stream';
import { proveMember } from '../auth/membership.ts';
import { chooseFileStore } from '../files/choose-file-store.ts';
import type { FileRange } from '../files/schema.ts';
import type { Ctx } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import { attachmentOutputOf } from './rows.ts';
import type { AttachmentGetInput, AttachmentOutput } from './schema.ts';
import { getAttachmentRow } from './scope.ts';

export type AttachmentFile = AttachmentOutput & {
  /** A strong entity tag: bytes never change under it. */
  etag: string;
  /** @throws NOT_FOUND, SERVICE_UNAVAILABLE */
  open: (range?: FileRange) => Promise<Readable>;
};

/** A file with its bytes, for those who may read its task now. @throws NOT_FOUND, also for what is deleted */
export async function getAttachmentFile(
  ctx: Ctx,
  input: AttachmentGetInput,
): Promise<AttachmentFile> {
  const member = await proveMember(ctx, input.workspaceId, 'attachment.get');
  const row = await getAttachmentRow(ctx, member, input.attachmentId);
  const { workspaceId, fileId } = row;
  return {
    ...attachmentOutputOf(row),
    etag: `"${fileId}"`,
    open: async (range) => {
      const bytes = await chooseFileStore(ctx.runtime).open({ workspaceId, fileId }, range);
      if (bytes) return bytes;
      ctx.runtime.log.error({ workspaceId, fileId }, 'the bytes of an attachment are missing');
      throw notFound('file');
    },
  };
}

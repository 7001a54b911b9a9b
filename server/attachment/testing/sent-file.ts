import { Readable } from 'node:stream';
import type { UploadId } from '../../domain/ids.ts';
import type { Ctx } from '../../platform/context.ts';
import { createUpload } from '../../upload/create-upload.ts';

/** Sends a file as the page would, under a name. */
export async function sentFile(
  ctx: Ctx,
  content: string | Buffer = 'cairn',
  name = 'file.txt',
): Promise<UploadId> {
  const body = () => Readable.from([Buffer.from(content)]);
  const input = { fileName: name, purpose: 'attachment', announced: 0, body } as const;
  return (await createUpload(ctx, input)).uploadId;
}

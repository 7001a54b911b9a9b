import { unlink } from 'node:fs/promises';
import { eq } from 'drizzle-orm';
import { uploads } from '../../db/schema/accounts.ts';
import { requireScope } from '../auth/membership.ts';
import type { UploadId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { chooseUploadAction } from './choose-upload-action.ts';
import { getUploadRow } from './scope.ts';
import { takeOverUpload } from './take-over-upload.ts';

/** Forgets a file that its sender does not want any more, with its bytes. @throws NOT_FOUND */
export async function cancelUpload(ctx: Ctx, uploadId: UploadId): Promise<void> {
  requireScope(ctx.principal, chooseUploadAction(ctx.principal));
  const row = await getUploadRow(ctx, uploadId);
  await takeOverUpload(row, async () => {
    await ctx.runtime.db.delete(uploads).where(eq(uploads.id, row.id));
    // What cannot be removed now the sweep takes.
    for (const path of [row.path, `${row.path}.part`, `${row.path}.sender`])
      await unlink(path).catch(() => undefined);
  });
}

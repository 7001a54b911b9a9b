import { requireScope } from '../auth/membership.ts';
import type { UploadId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { chooseUploadAction } from './choose-upload-action.ts';
import { fencePart } from './fence-part.ts';
import type { UploadState } from './schema.ts';
import { getUploadRow, measureUpload } from './scope.ts';
import { takeOverUpload } from './take-over-upload.ts';

/**
 * How much of a file is kept, for its sender to go on from there. Whoever sends it still is cut off, or the answer
 * would be stale before it arrives.
 * @throws NOT_FOUND for another person's file and for one that has expired
 */
export async function getUploadState(ctx: Ctx, uploadId: UploadId): Promise<UploadState> {
  requireScope(ctx.principal, chooseUploadAction(ctx.principal));
  const row = await getUploadRow(ctx, uploadId);
  return takeOverUpload(row, async () => {
    const state = await measureUpload(row);
    if (row.sha256 !== null || state.isWhole || ctx.runtime.env.redisUrl === null) return state;
    // Who sends it in another process goes on for nobody, and what came until now counts.
    await (await fencePart(row)).close();
    return measureUpload(row);
  });
}

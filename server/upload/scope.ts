import { join } from 'node:path';
import { and, eq, gt, sql } from 'drizzle-orm';
import { uploads } from '../../db/schema/accounts.ts';
import type { UploadId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import type { Runtime } from '../platform/runtime.ts';

export const uploadsDir = (runtime: Pick<Runtime, 'filesDir'>): string =>
  join(runtime.filesDir, 'uploads');

export type LiveUpload = { id: UploadId; path: string; fileName: string; size: number };

/** The caller's own file that has not expired. @throws NOT_FOUND, also for another person's */
export async function getUpload(ctx: Ctx, uploadId: UploadId): Promise<LiveUpload> {
  const userId = 'userId' in ctx.principal ? ctx.principal.userId : null;
  if (userId === null) throw notFound('upload');
  const [row] = await ctx.db
    .select({ id: uploads.id, fileName: uploads.fileName, size: uploads.size })
    .from(uploads)
    .where(
      and(eq(uploads.id, uploadId), eq(uploads.userId, userId), gt(uploads.expiresAt, sql`now()`)),
    )
    .limit(1);
  if (!row) throw notFound('upload');
  return { ...row, path: join(uploadsDir(ctx.runtime), row.id) };
}

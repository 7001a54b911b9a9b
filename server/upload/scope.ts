import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { and, eq, gt, isNotNull, sql } from 'drizzle-orm';
import { uploads } from '../../db/schema/accounts.ts';
import type { UploadId, UserId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import type { Runtime } from '../platform/runtime.ts';
import type { UploadState } from './schema.ts';

export const uploadsDir = (runtime: Pick<Runtime, 'filesDir'>): string =>
  join(runtime.filesDir, 'uploads');

export type UploadRow = {
  id: UploadId;
  userId: UserId;
  path: string;
  fileName: string;
  size: number;
  /** Null while the file is still coming. */
  sha256: Buffer | null;
};

/** The caller's own file, whole or still coming, that has not expired. @throws NOT_FOUND, also for another person's */
export async function getUploadRow(ctx: Ctx, uploadId: UploadId): Promise<UploadRow> {
  const userId = 'userId' in ctx.principal ? ctx.principal.userId : null;
  if (userId === null) throw notFound('upload');
  const { id, fileName, size, sha256 } = uploads;
  const [row] = await ctx.db
    .select({ id, userId: uploads.userId, fileName, size, sha256 })
    .from(uploads)
    .where(
      and(eq(uploads.id, uploadId), eq(uploads.userId, userId), gt(uploads.expiresAt, sql`now()`)),
    )
    .limit(1);
  if (!row) throw notFound('upload');
  return { ...row, path: join(uploadsDir(ctx.runtime), row.id) };
}

export type LiveUpload = UploadRow & { sha256: Buffer };

/** The caller's own file that is whole and has not expired. @throws NOT_FOUND, also for another person's */
export async function getUpload(ctx: Ctx, uploadId: UploadId): Promise<LiveUpload> {
  const row = await getUploadRow(ctx, uploadId);
  if (row.sha256 === null) throw notFound('upload');
  return { ...row, sha256: row.sha256 };
}

/** Uses a file up, in the transaction that takes it over; its bytes here go with the next sweep. */
export async function requireUploadOnce(ctx: Ctx, uploadId: UploadId): Promise<void> {
  const used = await ctx.db
    .delete(uploads)
    .where(and(eq(uploads.id, (await getUpload(ctx, uploadId)).id), isNotNull(uploads.sha256)))
    .returning({ id: uploads.id });
  if (used.length === 0) throw notFound('upload');
}

export type MeasuredUpload = UploadState & {
  /** True once all bytes lie under the final name, be it said in the row or not yet. */
  isWhole: boolean;
};

/** How far a file is, by what lies on the disk: after a crash nothing else knows. */
export async function measureUpload(row: UploadRow): Promise<MeasuredUpload> {
  const { id: uploadId, size: length } = row;
  const part = row.sha256 === null ? await sizeOf(`${row.path}.part`) : null;
  if (part !== null) return { uploadId, offset: part, length, isWhole: false };
  const whole = (await sizeOf(row.path)) ?? 0;
  return { uploadId, offset: whole, length, isWhole: whole === length };
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

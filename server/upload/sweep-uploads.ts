import { readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { inArray, lte, sql } from 'drizzle-orm';
import { uploads } from '../../db/schema/accounts.ts';
import type { UploadId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { uploadsDir } from './scope.ts';

const ours = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\.sender|\.part(?:-[\w-]+)?)?$/;

/**
 * Removes expired files, and what a crash left: parts, and files whose row was never written.
 * @returns how many files were removed
 */
export async function sweepUploads(ctx: Ctx): Promise<number> {
  await ctx.runtime.db.delete(uploads).where(lte(uploads.expiresAt, sql`now()`));
  const dir = uploadsDir(ctx.runtime);
  const names = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const ids = names.flatMap((name) => ours.exec(name)?.[1] ?? []) as UploadId[];
  const rows =
    ids.length === 0
      ? []
      : await ctx.db.select({ id: uploads.id }).from(uploads).where(inArray(uploads.id, ids));
  // Of a row that says nothing of its end both names count: a crash may have come between the two.
  const kept = new Set(rows.flatMap(({ id }) => [id as string, `${id}.part`]));
  let removed = 0;
  for (const name of names) {
    const path = join(dir, name);
    if (kept.has(name) || !ours.test(name) || !(await isOld(ctx, path))) continue;
    // Another process may have been quicker.
    const isGone = await unlink(path).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return false;
        throw error;
      },
    );
    if (isGone) removed += 1;
  }
  return removed;
}

/** A file without a row may be one that is being sent at this moment: an upload takes an hour at most. */
async function isOld(ctx: Ctx, path: string): Promise<boolean> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return found !== null && ctx.runtime.clock.now().getTime() - found.mtimeMs > 3_600_000;
}

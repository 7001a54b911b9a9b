import { createHash } from 'node:crypto';
import { mkdir, open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { sql } from 'drizzle-orm';
import { uploads } from '../../db/schema/accounts.ts';
import { proveAccount } from '../auth/account.ts';
import { requireScope, signedIn } from '../auth/membership.ts';
import { writeAccount } from '../changes/write-account.ts';
import type { UploadId, UserId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { CairnError } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { chooseMostBytes } from './choose-most-bytes.ts';
import { completeUpload } from './complete-upload.ts';
import { requirePlace } from './require-place.ts';
import { requireRoom } from './require-room.ts';
import { purposes } from './schema.ts';
import type { Body, UploadOutput, UploadPurpose } from './schema.ts';
import { uploadsDir } from './scope.ts';
import { trackUploads } from './track-uploads.ts';
import type { Coming } from './track-uploads.ts';
import { writeUpload } from './write-upload.ts';

export type UploadInput = {
  fileName: string;
  purpose?: UploadPurpose;
  /** Bytes that the sender announced; 0 where it announced none. */
  announced: number;
  body: Body;
};

/**
 * Keeps a file for an hour, for its sender alone: streamed, counted as it comes, on disk before it is answered for.
 * @throws PAYLOAD_TOO_LARGE, TOO_MANY_REQUESTS where the sender's room is full, SERVICE_UNAVAILABLE where the house's or the disk is
 */
export async function createUpload(ctx: Ctx, input: UploadInput): Promise<UploadOutput> {
  const userId = signedIn(ctx.principal);
  const { purpose = 'import' } = input;
  requireScope(ctx.principal, purposes[purpose]);
  const most = chooseMostBytes(ctx.runtime, purpose);
  if (input.announced > most) throw tooLarge(most);
  requirePlace(userId);
  const coming = trackUploads();
  const place: Coming = {
    userId,
    uploadId: null,
    bytes: input.announced || most,
    hasRow: false,
    stop: () => undefined,
    done: Promise.resolve(),
  };
  coming.add(place);
  try {
    await requireRoom(ctx, userId);
    return await keep(ctx, { ...input, purpose }, { userId, most });
  } finally {
    coming.delete(place);
  }
}

type Kept = { userId: UserId; most: number };

async function keep(
  ctx: Ctx,
  input: UploadInput & { purpose: UploadPurpose },
  { userId, most }: Kept,
): Promise<UploadOutput> {
  const dir = uploadsDir(ctx.runtime);
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const id = newId<UploadId>(ctx.runtime.clock);
  const path = join(dir, id);
  try {
    const { size, sha256 } = await store(input.body(), path, most);
    const action = purposes[input.purpose];
    await writeAccount(ctx, { action, input: {}, guard: proveAccount }, async (w) => {
      const expiresAt = sql`now() + interval '1 hour'`;
      await w.db
        .insert(uploads)
        .values({ id, userId, fileName: input.fileName, size, sha256, expiresAt });
    });
  } catch (error) {
    // A commit whose answer was lost may have happened: then the file stays, for the sweep to judge.
    if (!(error instanceof CairnError) || error.code !== 'SERVICE_UNAVAILABLE')
      await unlink(path).catch(() => undefined);
    throw error;
  }
  return { uploadId: id };
}

const tooLarge = (most: number) =>
  new CairnError('PAYLOAD_TOO_LARGE', `A file has ${most} bytes at most.`);

async function store(
  body: Readable,
  path: string,
  most: number,
): Promise<{ size: number; sha256: Buffer }> {
  const part = `${path}.part`;
  const file = await open(part, 'wx', 0o600);
  try {
    const hash = createHash('sha256');
    const see = (chunk: Buffer) => void hash.update(chunk);
    const size = await writeUpload(body, file, {
      most,
      tooLarge: () => tooLarge(most),
      see,
    });
    await file.sync();
    await file.close();
    await completeUpload(path);
    return { size, sha256: hash.digest() };
  } catch (error) {
    await file.close().catch(() => undefined);
    await unlink(part).catch(() => undefined);
    throw error;
  }
}

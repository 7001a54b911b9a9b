import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { uploads } from '../../db/schema/accounts.ts';
import { proveAccount } from '../auth/account.ts';
import { requireScope, signedIn } from '../auth/membership.ts';
import { writeAccount } from '../changes/write-account.ts';
import type { UploadId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { badField, CairnError } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { chooseMostBytes } from './choose-most-bytes.ts';
import { requirePlace } from './require-place.ts';
import { requireRoom } from './require-room.ts';
import { purposes } from './schema.ts';
import type { UploadPurpose, UploadState } from './schema.ts';
import { uploadsDir } from './scope.ts';
import { trackUploads } from './track-uploads.ts';
import type { Coming } from './track-uploads.ts';

export type UploadBeginning = { fileName: string; purpose: UploadPurpose; length: number };

/**
 * Makes room for a file that comes in pieces, an hour for each: `appendUpload` takes them. What is announced is
 * held against the limits; what comes is counted all the same.
 * @throws PAYLOAD_TOO_LARGE with the limit, TOO_MANY_REQUESTS where the sender's room is full
 */
export async function beginUpload(ctx: Ctx, input: UploadBeginning): Promise<UploadState> {
  const userId = signedIn(ctx.principal);
  const action = purposes[input.purpose];
  requireScope(ctx.principal, action);
  const most = chooseMostBytes(ctx.runtime, input.purpose);
  if (input.length > most)
    throw new CairnError('PAYLOAD_TOO_LARGE', `A file has ${most} bytes at most.`);
  if (input.length < 1) throw badField(['Upload-Length'], 'must be at least 1');
  requirePlace(userId);
  const id = newId<UploadId>(ctx.runtime.clock);
  const place: Coming = {
    userId,
    uploadId: null,
    bytes: input.length,
    hasRow: false,
    stop: () => undefined,
    done: Promise.resolve(),
  };
  trackUploads().add(place);
  try {
    await requireRoom(ctx, userId);
    const dir = uploadsDir(ctx.runtime);
    await mkdir(dir, { recursive: true, mode: 0o700 });
    const part = await open(join(dir, `${id}.part`), 'wx', 0o600);
    await part.close();
    await writeAccount(ctx, { action, input: {}, guard: proveAccount }, async (w) => {
      const expiresAt = sql`now() + interval '1 hour'`;
      const { fileName, length: size } = input;
      await w.db.insert(uploads).values({ id, userId, fileName, size, sha256: null, expiresAt });
    });
  } finally {
    trackUploads().delete(place);
  }
  return { uploadId: id, offset: 0, length: input.length };
}

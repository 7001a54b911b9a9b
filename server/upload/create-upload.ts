import { createHash } from 'node:crypto';
import { mkdir, open, rename, unlink } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { eq, gt, sql, and } from 'drizzle-orm';
import { uploads } from '../../db/schema/accounts.ts';
import { proveAccount } from '../auth/account.ts';
import { requireScope, signedIn } from '../auth/membership.ts';
import { writeAccount } from '../changes/write-account.ts';
import type { UploadId, UserId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { CairnError } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { mostAtOnce, mostBytes, mostLive } from './schema.ts';
import type { UploadOutput } from './schema.ts';
import { uploadsDir } from './scope.ts';

export type UploadInput = {
  fileName: string;
  /** Bytes that the sender announced; 0 where it announced none. */
  announced: number;
  /** Begins the sending; called once the caller is known and has room. */
  body: () => Readable;
};

/** Files that are coming, with the bytes that they may have: one process has the database, so all are here. */
const coming = new Set<{ userId: UserId; bytes: number }>();

/**
 * Keeps a file for an hour, for its sender alone: streamed, counted as it comes, on disk before it is answered for.
 * @throws PAYLOAD_TOO_LARGE, TOO_MANY_REQUESTS where the sender's room is full, SERVICE_UNAVAILABLE where the house's or the disk is
 */
export async function createUpload(ctx: Ctx, input: UploadInput): Promise<UploadOutput> {
  const userId = signedIn(ctx.principal);
  requireScope(ctx.principal, 'import.preview');
  if (input.announced > mostBytes) throw tooLarge();
  requirePlace(userId);
  const place = { userId, bytes: input.announced || mostBytes };
  coming.add(place);
  try {
    await requireRoom(ctx, userId);
    return await keep(ctx, userId, input);
  } finally {
    coming.delete(place);
  }
}

async function keep(ctx: Ctx, userId: UserId, input: UploadInput): Promise<UploadOutput> {
  const dir = uploadsDir(ctx.runtime);
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const id = newId<UploadId>(ctx.runtime.clock);
  const path = join(dir, id);
  try {
    const { size, sha256 } = await store(input.body(), path);
    const writing = { action: 'import.preview', input: {}, guard: proveAccount } as const;
    await writeAccount(ctx, writing, async (w) => {
      const expiresAt = sql`now() + interval '1 hour'`;
      await w.db
        .insert(uploads)
        .values({ id, userId, fileName: input.fileName, size, sha256, expiresAt });
    });
  } catch (error) {
    // A commit whose answer was lost may have happened: then the file stays, for the sweep to judge.
    if (!(error instanceof CairnError) || error.code !== 'SERVICE_UNAVAILABLE')
      await unlink(path).catch(() => undefined);
    throw diskError(error);
  }
  return { uploadId: id };
}

const comingFrom = (userId: UserId) => [...coming].filter((place) => place.userId === userId);

function requirePlace(userId: UserId): void {
  const wait = { retryAfter: 10 };
  if (comingFrom(userId).length >= mostAtOnce.person)
    throw new CairnError('TOO_MANY_REQUESTS', 'You are sending several files already.', wait);
  if (coming.size >= mostAtOnce.all)
    throw new CairnError('SERVICE_UNAVAILABLE', 'Too many files are being sent at once.', wait);
}

/** Counts what is kept and what is coming. */
async function requireRoom(ctx: Ctx, userId: UserId): Promise<void> {
  const places = comingFrom(userId);
  const bytes = places.reduce((sum, place) => sum + place.bytes, 0);
  const [used] = await ctx.db
    .select({
      files: sql<number>`count(*)::int`,
      bytes: sql<number>`coalesce(sum(${uploads.size}), 0)::float8`,
      wait: sql<number>`coalesce(ceil(extract(epoch FROM min(${uploads.expiresAt}) - now())), 1)::int`,
    })
    .from(uploads)
    .where(and(eq(uploads.userId, userId), gt(uploads.expiresAt, sql`now()`)));
  if (
    !used ||
    (used.files + places.length <= mostLive.files && used.bytes + bytes <= mostLive.bytes)
  )
    return;
  throw new CairnError(
    'TOO_MANY_REQUESTS',
    'Your room for files sent and not used is full. Each is gone after an hour.',
    {
      retryAfter: Math.max(1, used.wait),
    },
  );
}

const tooLarge = () =>
  new CairnError('PAYLOAD_TOO_LARGE', `A file has ${mostBytes} bytes at most.`);

/** Writes beside the final name, flushes, then renames: what has the name is whole. */
async function store(body: Readable, path: string): Promise<{ size: number; sha256: Buffer }> {
  const part = `${path}.part`;
  const file = await open(part, 'wx', 0o600);
  try {
    const stored = await copy(body, file);
    await file.sync();
    await file.close();
    await rename(part, path);
    await syncFolder(dirname(path));
    return stored;
  } catch (error) {
    await file.close().catch(() => undefined);
    await unlink(part).catch(() => undefined);
    throw error;
  }
}

/** A new name is durable once its folder is. */
async function syncFolder(dir: string): Promise<void> {
  const folder = await open(dir, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function copy(body: Readable, file: FileHandle): Promise<{ size: number; sha256: Buffer }> {
  const hash = createHash('sha256');
  let size = 0;
  // Left open on a refusal: destroying it would cut the connection before the answer.
  for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostBytes) throw tooLarge();
    hash.update(chunk);
    await file.writeFile(chunk);
  }
  return { size, sha256: hash.digest() };
}

function diskError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new CairnError('SERVICE_UNAVAILABLE', "The server's disk is full. Nothing was kept.", {
      retryAfter: 60,
      cause: error,
    });
  if (code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE')
    return new CairnError('BAD_REQUEST', 'The file broke off. Nothing was kept.', { cause: error });
  return error;
}

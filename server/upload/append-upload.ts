import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { and, eq, sql } from 'drizzle-orm';
import { uploads } from '../../db/schema/accounts.ts';
import { proveAccount } from '../auth/account.ts';
import { requireScope } from '../auth/membership.ts';
import { writeAccount } from '../changes/write-account.ts';
import type { UploadId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { CairnError } from '../platform/errors.ts';
import { chooseUploadAction } from './choose-upload-action.ts';
import { completeUpload } from './complete-upload.ts';
import { fencePart } from './fence-part.ts';
import type { Body, UploadState } from './schema.ts';
import { getUploadRow, measureUpload } from './scope.ts';
import type { UploadRow } from './scope.ts';
import { takeOverUpload } from './take-over-upload.ts';
import { writeUpload } from './write-upload.ts';

export type UploadPiece = {
  uploadId: UploadId;
  /** Where the piece belongs: as many bytes as are kept already. */
  offset: number;
  body: Body;
};

/**
 * Takes the next piece of a file. What came before a sending broke off is kept: the sender asks how much that is and
 * goes on from there, also after a restart of the server. The last piece makes the file whole.
 * @throws CONFLICT with the state where the piece belongs elsewhere; PAYLOAD_TOO_LARGE for more than was announced
 */
export async function appendUpload(ctx: Ctx, input: UploadPiece): Promise<UploadState> {
  requireScope(ctx.principal, chooseUploadAction(ctx.principal));
  const found = await getUploadRow(ctx, input.uploadId);
  return takeOverUpload(found, async (watch) => {
    // What a sender before this one brought may have made it whole.
    const row = await getUploadRow(ctx, input.uploadId);
    const state = await measureUpload(row);
    if (input.offset !== state.offset) throw elsewhere(state);
    if (row.sha256 !== null) return state;
    const offset = state.offset + (await append(ctx, row, { state, body: input.body, watch }));
    await (offset === row.size ? finish(ctx, row) : prolong(ctx, row.id));
    return { ...state, offset };
  });
}

type Sending = { state: UploadState; body: Body; watch: (body: ReturnType<Body>) => void };

async function append(ctx: Ctx, row: UploadRow, { state, body, watch }: Sending): Promise<number> {
  const { offset } = state;
  if (offset === row.size) return 0;
  const isAlone = ctx.runtime.env.redisUrl === null;
  const file = await (isAlone ? open(`${row.path}.part`, 'a', 0o600) : fencePart(row));
  try {
    // Another process may have brought more until it lost the file.
    const { size } = await file.stat();
    if (size !== offset) throw elsewhere({ ...state, offset: size });
    const stream = body();
    watch(stream);
    const tooLarge = () =>
      new CairnError('PAYLOAD_TOO_LARGE', `More came than the ${row.size} bytes announced.`);
    return await writeUpload(stream, file, { most: row.size - offset, tooLarge });
  } finally {
    await file.sync();
    await file.close();
  }
}

/** Proves the sender again: their session may have ended while the file came. */
async function finish(ctx: Ctx, row: UploadRow): Promise<void> {
  const hash = createHash('sha256');
  const { isWhole: isRenamed, ...kept } = await measureUpload(row);
  // Somebody else has it by now, and less of it.
  if (kept.offset !== row.size) throw elsewhere(kept);
  await pipeline(createReadStream(isRenamed ? row.path : `${row.path}.part`), hash);
  if (!isRenamed) await completeUpload(row.path);
  const action = chooseUploadAction(ctx.principal);
  await writeAccount(ctx, { action, input: {}, guard: proveAccount }, async (w) => {
    const expiresAt = sql`now() + interval '1 hour'`;
    await w.db
      .update(uploads)
      .set({ sha256: hash.digest(), expiresAt })
      .where(and(eq(uploads.id, row.id), eq(uploads.userId, w.account.userId)));
  });
}

async function prolong(ctx: Ctx, id: UploadId): Promise<void> {
  const expiresAt = sql`now() + interval '1 hour'`;
  await ctx.runtime.db.update(uploads).set({ expiresAt }).where(eq(uploads.id, id));
}

function elsewhere(current: UploadState): CairnError {
  const message = `The piece belongs elsewhere: ${current.offset} bytes are kept. Go on from there.`;
  return new CairnError('CONFLICT', message, { current });
}

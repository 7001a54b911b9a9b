import { sql } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import { isoInstant } from '../../db/columns.ts';
import { commit } from '../cache/commit.ts';
import { workspaceScope } from '../cache/keys.ts';
import type { OpId, WorkspaceId } from '../domain/ids.ts';
import type { Action } from '../domain/policy.ts';
import type { Ctx } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import type { Account, Guard } from '../platform/member.ts';
import { Replay, settled, storedAnswer } from './replay.ts';
import { finishWrite } from './write.ts';
import type { Body, WriteCtx } from './write.ts';

/** A context under the lock of a workspace to which the account does not belong yet. */
export type InvitedCtx = Ctx & {
  readonly account: Account;
  readonly workspaceId: WorkspaceId;
  readonly secretHash: Buffer;
};

export type InvitedOptions = {
  action: Action;
  input: { opId?: OpId | undefined };
  /** SHA-256 of the invite's secret: what names the workspace. */
  secretHash: Buffer;
  account: (ctx: Ctx, action: Action) => Promise<Account>;
  /** Refuses who is not let in, before they wait for the lock. */
  look: (ctx: InvitedCtx) => Promise<void>;
  /** Uses the invite up and makes the membership, or refuses. */
  admit: (ctx: InvitedCtx) => Promise<void>;
  /** Proves the membership that was made, as for any other write. */
  guard: Guard;
};

/**
 * The door for the one write by someone who is no member yet: accepting an invite, which proves them. One
 * transaction: account, a look at the invite, the workspace's lock, repeated `opId`, the invite, all that `write` does.
 * @throws NOT_FOUND where no living workspace has such an invite, and what `look` and `admit` refuse with
 */
export async function writeInvited<T>(
  ctx: Ctx,
  options: InvitedOptions,
  body: Body<T>,
): Promise<T> {
  return settled(commit(ctx.runtime, [], (db, touch) => run({ ...ctx, db, touch }, options, body)));
}

async function run<T>(
  ctx: Ctx & Pick<WriteCtx, 'touch'>,
  options: InvitedOptions,
  body: Body<T>,
): Promise<T> {
  const { action, input, guard, secretHash } = options;
  const account = await options.account(ctx, action);
  const workspaceId = await findWorkspace(ctx.db, secretHash);
  ctx.touch(workspaceScope(workspaceId));
  const asked = { ...input, workspaceId };
  const call = input.opId && { opId: input.opId, action, input: asked };
  const outside = { ...ctx, account, workspaceId, secretHash };
  const isRepeated = call && (await storedAnswer(outside, account.userId, call));
  if (!isRepeated) await options.look(outside);
  const { seq, now } = await takeSeq(ctx.db, workspaceId);
  const inside = { ...outside, now };
  const stored = call && (await storedAnswer(inside, account.userId, call));
  if (!stored) await options.admit(inside);
  const member = await guard.prove(inside, workspaceId, action);
  // Whoever was removed since is told nothing: the proof has refused them.
  if (stored) throw new Replay(stored.answer);
  return finishWrite({ ...inside, seq, member }, { action, guard, input: asked, body });
}

/** The workspace that the invite is of, whatever became of it. */
async function findWorkspace(db: Db, secretHash: Buffer): Promise<WorkspaceId> {
  const found = await db.execute<{ id: WorkspaceId }>(sql`
    SELECT w.id FROM invites i JOIN workspaces w ON w.id = i.workspace_id
    WHERE i.secret_hash = ${secretHash} AND w.deleted_at IS NULL`);
  const row = found.rows[0];
  if (!row) throw notFound('invite');
  return row.id;
}

/** Takes the workspace's lock; whether the invite still holds is asked again under it. */
async function takeSeq(db: Db, workspaceId: WorkspaceId): Promise<{ seq: number; now: string }> {
  const taken = await db.execute<{ seq: string; now: string }>(sql`
    UPDATE workspaces SET seq = seq + 1 WHERE id = ${workspaceId} AND deleted_at IS NULL
    RETURNING seq, now()::timestamptz(3)::text AS now`);
  const row = taken.rows[0];
  if (!row) throw notFound('invite');
  return { seq: Number(row.seq), now: isoInstant(row.now) };
}

import { sql } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import { isoInstant } from '../../db/columns.ts';
import { transaction } from '../../db/transaction.ts';
import type { OpId, WorkspaceId } from '../domain/ids.ts';
import type { Action } from '../domain/policy.ts';
import type { Ctx } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import type { Account, Guard } from '../platform/member.ts';
import { Replay, settled, storedAnswer } from './replay.ts';
import { finishWrite } from './write.ts';
import type { Body } from './write.ts';

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
  /** Uses the invite up and makes the membership, or refuses. */
  admit: (ctx: InvitedCtx) => Promise<void>;
  /** Proves the membership that was made, as for any other write. */
  guard: Guard;
};

/**
 * The door for the one write by someone who is no member yet: accepting an invite, which proves them. One
 * transaction under the workspace's lock: account, repeated `opId`, the invite, then all that `write` does.
 * @throws NOT_FOUND where no living workspace has such an invite, and what `admit` refuses with
 */
export async function writeInvited<T>(
  ctx: Ctx,
  options: InvitedOptions,
  body: Body<T>,
): Promise<T> {
  return settled(transaction(ctx.runtime.pool, (db) => run({ ...ctx, db }, options, body)));
}

async function run<T>(ctx: Ctx, options: InvitedOptions, body: Body<T>): Promise<T> {
  const { action, input, guard, secretHash } = options;
  const account = await options.account(ctx, action);
  const { workspaceId, seq, now } = await takeSeq(ctx.db, secretHash);
  const inside: InvitedCtx = { ...ctx, now, account, workspaceId, secretHash };
  const asked = { ...input, workspaceId };
  const call = input.opId && { opId: input.opId, action, input: asked };
  const stored = call && (await storedAnswer(inside, account.userId, call));
  if (!stored) await options.admit(inside);
  const member = await guard.prove(inside, workspaceId, action);
  // Whoever was removed since is told nothing: the proof has refused them.
  if (stored) throw new Replay(stored.answer);
  return finishWrite({ ...inside, seq, member }, { action, guard, input: asked, body });
}

/** Takes the lock of the workspace that the invite is of; whether it still holds is asked under the lock. */
async function takeSeq(
  db: Db,
  secretHash: Buffer,
): Promise<{ workspaceId: WorkspaceId; seq: number; now: string }> {
  const taken = await db.execute<{ id: WorkspaceId; seq: string; now: string }>(sql`
    UPDATE workspaces SET seq = seq + 1
    WHERE id = (SELECT i.workspace_id FROM invites i WHERE i.secret_hash = ${secretHash}) AND deleted_at IS NULL
    RETURNING id, seq, now()::timestamptz(3)::text AS now`);
  const row = taken.rows[0];
  if (!row) throw notFound('invite');
  return { workspaceId: row.id, seq: Number(row.seq), now: isoInstant(row.now) };
}

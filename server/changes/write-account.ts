import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { isoInstant } from '../../db/columns.ts';
import type { Db } from '../../db/client.ts';
import { accountAudit } from '../../db/schema/accounts.ts';
import { commit } from '../cache/commit.ts';
import type { Touch } from '../cache/commit.ts';
import { userScope } from '../cache/keys.ts';
import type { Scope } from '../cache/keys.ts';
import type { OpId, UserId } from '../domain/ids.ts';
import type { Action } from '../domain/policy.ts';
import type { Ctx } from '../platform/context.ts';
import { CairnError, notFound } from '../platform/errors.ts';
import type { Account } from '../platform/member.ts';
import { hashInput, isPurged, Replay, settled, storeAnswer, storedAnswer } from './replay.ts';

/** A context inside a write to a person's own rows. */
export type AccountCtx = Ctx & { readonly account: Account; readonly touch: Touch };

/**
 * Keeps a line of what happened to an account: the caller's own, or that of `userId`.
 * Secrets never stand in `details`.
 */
export type Audit = (action: string, details?: object, userId?: UserId) => void;

type Line = { action: string; details: object; userId?: UserId | undefined };

const writerOf =
  (lines: Line[]): Audit =>
  (action, details = {}, userId) => {
    lines.push({ action, details, userId });
  };

export type AccountWriteOptions<T> = {
  action: Action;
  input: { opId?: OpId | undefined };
  guard: (ctx: Ctx, action: Action) => Promise<Account>;
  /** What is remembered for a repeated `opId` where the answer itself holds a secret. */
  remember?: (answer: T) => unknown;
};

/**
 * The only way to change rows that have no workspace: the sibling of `write`. One transaction that locks the
 * person's row, proves the caller, answers a repeated `opId` from memory, runs `body` and keeps its audit lines.
 */
export async function writeAccount<T>(
  ctx: Ctx,
  options: AccountWriteOptions<T>,
  body: (ctx: AccountCtx, audit: Audit) => Promise<T>,
): Promise<T> {
  return settled(
    commit(ctx.runtime, ownScope(ctx), (db, touch) => run({ ...ctx, db, touch }, options, body)),
  );
}

function ownScope({ principal }: Ctx): Scope[] {
  return 'userId' in principal && principal.userId !== null ? [userScope(principal.userId)] : [];
}

async function run<T>(
  ctx: Ctx & Pick<AccountCtx, 'touch'>,
  options: AccountWriteOptions<T>,
  body: (ctx: AccountCtx, audit: Audit) => Promise<T>,
): Promise<T> {
  const { action, input, guard } = options;
  const now = await lockUser(ctx);
  const account = await guard({ ...ctx, now }, action);
  const inside: AccountCtx = { ...ctx, now, account };
  const known =
    input.opId && (await storedAnswer(inside, account.userId, { opId: input.opId, action, input }));
  if (known && isPurged(known.answer)) throw notFound('thing');
  if (known) throw new Replay(known.answer);
  const lines: Line[] = [];
  const answer = await body(inside, writerOf(lines));
  await appendAudit(inside, account.userId, lines);
  if (input.opId) {
    await storeAnswer(inside, {
      userId: account.userId,
      opId: input.opId,
      procedure: action,
      inputHash: hashInput(input),
      workspaceId: null,
      answer: options.remember ? options.remember(answer) : answer,
    });
  }
  return answer;
}

/**
 * Locks the person's row: their own writes are serial, and a change of rights waits for them. Its key stays free,
 * so that writes to workspaces, whose rows point at it, go on.
 */
async function lockUser(ctx: Ctx): Promise<string> {
  const userId = 'userId' in ctx.principal ? ctx.principal.userId : null;
  const locked = await ctx.db.execute<{ now: string }>(
    sql`SELECT now()::timestamptz(3)::text AS now FROM users WHERE id = ${userId} FOR NO KEY UPDATE`,
  );
  const row = locked.rows[0];
  if (!row) throw new CairnError('UNAUTHORIZED', 'Sign in first.');
  return isoInstant(row.now);
}

/** Keeps lines of what happened to an account, in the transaction in which it happened. */
async function appendAudit(
  ctx: { db: Db; principal: Ctx['principal'] },
  userId: UserId,
  lines: Line[],
): Promise<void> {
  if (lines.length === 0) return;
  const actorId = 'userId' in ctx.principal ? ctx.principal.userId : null;
  await ctx.db
    .insert(accountAudit)
    .values(
      lines.map((line) => ({ ...line, id: randomUUID(), userId: line.userId ?? userId, actorId })),
    );
}

export type NewAccount = { userId: UserId; action: Action };

/** A context inside the write of an account that is only just being made, or of one that is proved. */
export type NewAccountCtx = Ctx & { readonly account?: Account };

/**
 * The door for the one write that has no account yet: making it. Inside, the new person is the one who acts.
 */
export async function writeNewAccount<T>(
  ctx: Ctx,
  account: NewAccount,
  body: (ctx: NewAccountCtx, audit: Audit) => Promise<T>,
): Promise<T> {
  const work = commit(ctx.runtime, [userScope(account.userId)], async (db) => {
    const principal = { kind: 'system', userId: account.userId } as const;
    const now = await db.execute<{ now: string }>(sql`SELECT now()::timestamptz(3)::text AS now`);
    const inside: NewAccountCtx = {
      ...ctx,
      db,
      principal,
      now: isoInstant(now.rows[0]?.now ?? ctx.now),
    };
    const lines: Line[] = [];
    const answer = await body(inside, writerOf(lines));
    await appendAudit(inside, account.userId, [{ action: account.action, details: {} }, ...lines]);
    return answer;
  });
  return settled(work);
}

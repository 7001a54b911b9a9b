import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { opResults } from '../../db/schema/changes.ts';
import type { OpId, UserId } from '../domain/ids.ts';
import type { Action } from '../domain/policy.ts';
import type { Ctx } from '../platform/context.ts';
import type { Db } from '../../db/client.ts';
import { bug } from '../platform/bugs.ts';
import { databaseError } from '../platform/database-error.ts';
import { badField, notFound } from '../platform/errors.ts';
import type { CairnError } from '../platform/errors.ts';
import type { Guard, Member } from '../platform/member.ts';
import { listProjectsTold } from './list-projects-told.ts';
import type { OpResult } from '../platform/shared-transaction.ts';
import type { WriteCtx } from './write.ts';

/** Thrown to leave a transaction that has nothing left to do: the operation was done before. */
export class Replay extends Error {
  readonly answer: unknown;
  constructor(answer: unknown) {
    super('replayed');
    this.answer = answer;
  }
}

/** Waits for a transaction: one that was left with `Replay` gives that answer, errors of Postgres get their meaning. */
export async function settled<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Replay) return error.answer as T;
    throw databaseError(error);
  }
}

type StoredAnswer = Pick<OpResult, 'procedure' | 'inputHash' | 'answer'>;
type Call = { opId: OpId; action: Action; input: object };

/**
 * Looks for an earlier run of this `opId`.
 * @throws Replay with its answer, if the caller may still read that thing; BAD_REQUEST for another call's `opId`
 */
export async function findReplay(
  ctx: Ctx,
  call: Call & { guard: Guard; member: Member },
): Promise<void> {
  const stored = await storedAnswer(ctx, call.member.userId, call);
  if (!stored) return;
  if (isPurged(stored.answer)) throw notFound('thing');
  for (const projectId of await listProjectsTold(ctx, call.member, stored.answer)) {
    if (!(await call.guard.sees(ctx, call.member, projectId))) throw notFound('thing');
  }
  throw new Replay(stored.answer);
}

/** The stored answer of a person's `opId`, after checking that it was given to this same call. */
export async function storedAnswer(
  ctx: Ctx,
  userId: UserId,
  call: Call,
): Promise<StoredAnswer | undefined> {
  const stored = await findAnswer(ctx, userId, call.opId);
  if (
    stored &&
    (stored.procedure !== call.action || !stored.inputHash.equals(hashInput(call.input)))
  ) {
    throw anotherCall();
  }
  return stored;
}

async function findAnswer(ctx: Ctx, userId: UserId, opId: OpId): Promise<StoredAnswer | undefined> {
  const { shared } = ctx;
  const own = shared?.results.get(opId);
  if (own || shared?.fresh.has(opId)) return own;
  const [stored] = await ctx.db
    .select({
      procedure: opResults.procedure,
      inputHash: opResults.inputHash,
      answer: opResults.answer,
    })
    .from(opResults)
    .where(and(eq(opResults.userId, userId), eq(opResults.opId, opId)));
  return stored;
}

/** Stands where an answer told of what has been purged since. */
export const purgedAnswer = { purgedSince: true } as const;

/** True of what stands in the place of an answer that told of something purged since. */
export function isPurged(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'purgedSince' in answer;
}

/** What a call is told whose `opId` was another's. */
export function anotherCall(): CairnError {
  return badField(['opId'], 'was already used for another call. Make a new one for each call.');
}

/** Keeps the answer beside the effect, in the same transaction. */
export async function rememberAnswer(
  ctx: WriteCtx,
  call: { opId: OpId; input: object; answer: unknown },
): Promise<void> {
  await storeAnswer(ctx, {
    userId: ctx.member.userId,
    opId: call.opId,
    procedure: ctx.action,
    inputHash: hashInput(call.input),
    workspaceId: ctx.member.workspaceId,
    answer: call.answer,
    seq: ctx.seq,
  });
}

/**
 * Writes one remembered answer, or leaves it to the transaction that its call shares. Two transactions with the same
 * `opId` cannot both commit.
 */
export async function storeAnswer({ db, shared }: Ctx, result: OpResult): Promise<void> {
  const isShared = shared && shared.workspaceId === result.workspaceId;
  if (!isShared || bug('op-kept-outside')) return storeAnswers(db, [result]);
  shared.results.set(result.opId, result);
}

/** Writes remembered answers, as far as there are any. */
export async function storeAnswers(db: Db, results: OpResult[]): Promise<void> {
  if (results.length > 0) await db.insert(opResults).values(results);
}

/** SHA-256 of the input with its keys in order, so that equal calls hash alike. */
export function hashInput(input: object): Buffer {
  return createHash('sha256')
    .update(JSON.stringify(sorted(input)))
    .digest();
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(
    entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]),
  );
}

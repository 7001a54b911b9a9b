import { sql } from 'drizzle-orm';
import type { GroupId, OpId, WorkspaceId } from '../domain/ids.ts';
import type { Action } from '../domain/policy.ts';
import { isoInstant } from '../../db/columns.ts';
import { runAsPart } from '../../db/parts.ts';
import type { Touch } from '../cache/commit.ts';
import { workspaceScope } from '../cache/keys.ts';
import { bug } from '../platform/bugs.ts';
import type { Ctx } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import type { Guard, Member } from '../platform/member.ts';
import type { Shared } from '../platform/shared-transaction.ts';
import { appendChanges } from './append.ts';
import { chooseGroup } from './choose-group.ts';
import { commitWrite } from './commit-write.ts';
import { refreshHot } from './hot.ts';
import { createRecorder } from './record.ts';
import type { Record, Recorder } from './record.ts';
import { refreshReminders } from './reminders.ts';
import { findReplay, rememberAnswer, settled } from './replay.ts';

/** A context inside a write: its `db` is the transaction, its `now` the transaction's. */
export type WriteCtx = Ctx & {
  readonly member: Member;
  readonly seq: number;
  readonly groupId: GroupId;
  readonly action: Action;
  readonly recorder: Recorder;
  readonly guard: Guard;
  readonly touch: Touch;
};

export type WriteOptions<T = unknown> = {
  /** The procedure, which is also the action that the caller must be allowed. */
  action: Action;
  input: { workspaceId: WorkspaceId; opId?: OpId | undefined };
  guard: Guard;
  /** Ties several transactions into one thing that can be undone; the `opId` or a new id otherwise. */
  groupId?: GroupId;
  /** What is remembered for a repeated `opId` where the answer itself holds a secret. */
  remember?: (answer: T) => unknown;
};

export type Body<T> = (ctx: WriteCtx, record: Record) => Promise<T>;

/**
 * The only way to change a workspace. One transaction: takes the next `seq` from the workspace's row (its write
 * lock), proves the caller, answers a repeated `opId` from memory, runs `body`, appends what it recorded. It joins a
 * write that it is in, and is a part of its own where calls share a transaction. It answers after the commit.
 * @throws CairnError; SERVICE_UNAVAILABLE with a retry time when the lock is not free within two seconds
 */
export async function write<T>(ctx: Ctx, options: WriteOptions<T>, body: Body<T>): Promise<T> {
  if (isWriting(ctx)) return join(ctx, options, body);
  const whole = { ...options, body };
  if (ctx.shared) return settled(runPart(ctx, ctx.shared, whole));
  return settled(commitWrite(ctx.runtime, (db, touch) => run({ ...ctx, db, touch }, whole)));
}

function isWriting(ctx: Ctx): ctx is WriteCtx {
  return 'recorder' in ctx;
}

async function join<T>(ctx: WriteCtx, options: WriteOptions<T>, body: Body<T>): Promise<T> {
  if (options.input.workspaceId !== ctx.member.workspaceId) throw notFound('workspace');
  ctx.guard.allow(ctx, ctx.member, options.action);
  return body({ ...ctx, action: options.action }, ctx.recorder.record);
}

type Whole<T> = WriteOptions<T> & { body: Body<T> };
type Started = Ctx & Pick<WriteCtx, 'touch'>;

/** A call that shares its transaction. One that fails is undone alone: its place in the log is free, its answer forgotten. */
async function runPart<T>(ctx: Ctx, shared: Shared, options: Whole<T>): Promise<T> {
  const { touch, seq } = shared;
  try {
    return await runAsPart(ctx.db, () => run({ ...ctx, touch }, options));
  } catch (error) {
    shared.seq = seq;
    for (const [opId, kept] of shared.results)
      if (Number(kept.seq) > seq) shared.results.delete(opId);
    throw error;
  }
}

async function run<T>(ctx: Started, options: Whole<T>): Promise<T> {
  const { action, input, guard } = options;
  const { seq, now } = await takeSeq(ctx, input.workspaceId);
  // Not before it is this writer's turn: whoever waits, or is no member, takes nothing away from readers.
  if (!isUnheard(action)) ctx.touch(workspaceScope(input.workspaceId));
  const inside: Started = { ...ctx, now };
  const member = await guard.prove(inside, input.workspaceId, action);
  if (input.opId) await findReplay(inside, { opId: input.opId, action, input, guard, member });
  return finishWrite({ ...inside, seq, member }, options);
}

/** What is hot in a workspace depends on what blocks what: a planted bug leaves that out. */
const isUnheard = (action: Action) => bug('blocker-unheard') && action.startsWith('relation.');

/** What every write does once its caller is proved under the lock: the change itself, its log, hot tasks, the answer. */
export async function finishWrite<T>(
  proved: Started & Pick<WriteCtx, 'seq' | 'member'>,
  options: Whole<T>,
): Promise<T> {
  const { action, input, guard } = options;
  const recorder = createRecorder();
  const wanted = options.groupId ?? (input.opId as GroupId | undefined);
  const groupId = await chooseGroup(proved, proved.member, wanted);
  const writing: WriteCtx = { ...proved, groupId, action, recorder, guard };
  const answer = await options.body(writing, recorder.record);
  const drafts = recorder.drafts();
  await appendChanges(
    bug('record-outside') ? { ...writing, db: proved.runtime.db } : writing,
    drafts,
    input.opId,
  );
  await refreshHot(writing, drafts);
  await refreshReminders(writing, drafts);
  if (input.opId && !bug('op-not-remembered')) {
    const kept = options.remember ? options.remember(answer) : answer;
    const keeping = bug('op-kept-outside') ? { ...writing, db: writing.runtime.db } : writing;
    await rememberAnswer(keeping, { opId: input.opId, input, answer: kept });
  }
  return answer;
}

/**
 * Takes the workspace's write lock, which calls that share a transaction hold already. Strangers are turned away
 * before they could wait for it; what else changed in the meantime is looked at again under the lock.
 */
async function takeSeq(
  { db, principal, runtime, shared }: Ctx,
  workspaceId: WorkspaceId,
): Promise<{ seq: number; now: string }> {
  if (shared?.workspaceId === workspaceId) return { seq: (shared.seq += 1), now: shared.now };
  if (shared) throw notFound('workspace');
  const userId = 'userId' in principal ? principal.userId : null;
  const isInstance = principal.kind === 'system' && userId === null;
  const within = bug('seq-from-sequence') ? runtime.db : db;
  const taken = await within.execute<{ seq: string; now: string }>(sql`
    UPDATE workspaces SET seq = seq + 1
    WHERE id = ${workspaceId} AND deleted_at IS NULL
      AND (${isInstance} OR EXISTS (SELECT 1 FROM members m WHERE m.workspace_id = ${workspaceId} AND m.user_id = ${userId} AND m.removed_at IS NULL))
    RETURNING seq, now()::timestamptz(3)::text AS now`);
  const row = taken.rows[0];
  if (!row) throw notFound('workspace');
  return { seq: Number(row.seq), now: isoInstant(row.now) };
}

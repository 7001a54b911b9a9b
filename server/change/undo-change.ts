import { createHash } from 'node:crypto';
import { and, desc, eq, sql } from 'drizzle-orm';
import { changes } from '../../db/schema/changes.ts';
import { membership, proveMember } from '../auth/membership.ts';
import { Replay, storedAnswer } from '../changes/replay.ts';
import { write } from '../changes/write.ts';
import type { GroupId, OpId } from '../domain/ids.ts';
import { keptDays, mostTried } from '../domain/limits.ts';
import { nudgeNotified } from '../notification/nudge-notified.ts';
import type { Ctx } from '../platform/context.ts';
import { badField, CairnError, forbidden, notFound } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { Member } from '../platform/member.ts';
import { nameThings } from './name-things.ts';
import { changeColumns, changeOf, isOld } from './rows.ts';
import type { Change } from './rows.ts';
import type { ChangeUndoInput, ChangeUndoOutput } from './schema.ts';
import { changeVisible } from './scope.ts';
import { undoChanges } from './undo-changes.ts';
import type { Undone } from './undo-changes.ts';

const action = 'change.undo';

/** So many changes go back in one transaction, for it holds the workspace's lock. */
const partSize = 100;

/**
 * Takes one change, or a group of them, back with a new change: each field is set back where it still holds what
 * the change wrote and the caller may do the inverse now. A long group goes back in several transactions of
 * one new group; a repeated `opId` goes on where it stopped.
 * @throws NOT_FOUND when the caller sees no such change, FORBIDDEN when they may take back nothing of it
 */
export async function undoChange(ctx: Ctx, input: ChangeUndoInput): Promise<ChangeUndoOutput> {
  const member = await proveMember(ctx, input.workspaceId, action);
  const isDone =
    input.opId && (await storedAnswer(ctx, member.userId, { opId: input.opId, action, input }));
  if (!isDone) await requireUndoable(ctx, member, input);
  const groupId = (input.opId ?? newId(ctx.runtime.clock)) as string as GroupId;
  let done: Part = { change: null, applied: [], skipped: [], next: null };
  for (let size = partSize; ;) {
    const page = await listToUndo(ctx, member, { input, from: done.next, size });
    if (page.length === 0 && !done.next) throw notFound('change');
    try {
      const part = await undoPage(ctx, input, { groupId, page, size, done });
      if (!part.next) {
        const answer = answerOf(part);
        if (input.dryRun) return await named(ctx, member, answer);
        if (answer.applied.some(({ entity }) => entity === 'reminder'))
          nudgeNotified(ctx, [member.userId]);
        return answer;
      }
      done = joined(done, part);
    } catch (error) {
      // Undoing can take more rows than were recorded: a moved task may have got subtasks since.
      const tried = Math.min(size, page.length);
      const isTooMuch = error instanceof CairnError && error.code === 'PAYLOAD_TOO_LARGE';
      if (!isTooMuch || tried === 1) throw error;
      size = Math.floor(tried / 2);
    }
  }
}

/**
 * Refuses what was done too long ago: what was deleted with it is gone for ever. A group is as old as its last change.
 * What is too much to try out is refused too: that takes the workspace's lock, and is for nothing.
 */
async function requireUndoable(ctx: Ctx, member: Member, input: ChangeUndoInput): Promise<void> {
  const { dryRun, changeId, groupId } = input;
  const own = and(
    eq(changes.workspaceId, member.workspaceId),
    whichOf(input),
    changeVisible(member),
  );
  const [last] = await ctx.db
    .select({ at: changes.at })
    .from(changes)
    .where(own)
    .orderBy(desc(changes.seq), desc(changes.n))
    .limit(1);
  if (last && isOld(last, ctx.now)) {
    throw badField(
      [changeId ? 'changeId' : 'groupId'],
      `is older than ${keptDays} days, and what is that old is not taken back`,
    );
  }
  if (!dryRun || !groupId) return;
  const counted = await ctx.db.execute(
    sql`SELECT 1 FROM ${changes} WHERE ${own} LIMIT ${mostTried + 1}`,
  );
  if (counted.rows.length > mostTried) {
    throw new CairnError(
      'PAYLOAD_TOO_LARGE',
      `This is more than ${mostTried} changes, which is too much to try out. Undo it without dryRun: what has been changed since stays as it is.`,
    );
  }
}

const whichOf = ({ changeId, groupId }: Pick<ChangeUndoInput, 'changeId' | 'groupId'>) =>
  changeId ? eq(changes.id, changeId) : groupId && eq(changes.groupId, groupId);

/** The answer of a dry run, with what its things are called. */
async function named(
  ctx: Ctx,
  member: Member,
  answer: ChangeUndoOutput,
): Promise<ChangeUndoOutput> {
  const ids = [...answer.applied, ...answer.skipped].map(({ entityId }) => entityId);
  return { ...answer, names: await nameThings(ctx, member, ids) };
}

type Position = [seq: number, n: number];

/** A part of an undo, and where the next begins; the last one is the whole answer. */
type Part = ChangeUndoOutput & { next?: Position | null };

type Page = { groupId: GroupId; page: Change[]; size: number; done: Part };

async function undoPage(ctx: Ctx, input: ChangeUndoInput, at: Page): Promise<Part> {
  const isLast = at.page.length <= at.size;
  const page = at.page.slice(0, at.size);
  const tail = page.at(-1);
  const from = at.done.next ?? null;
  const call = isLast ? input : { ...input, opId: input.opId && partOpId(input.opId, from), from };
  const options = { action, input: call, guard: membership, groupId: at.groupId } as const;
  return write(ctx, options, async (w) => {
    const apart = input.dryRun && from !== null;
    const undone = await undoChanges(w, page, { group: input.groupId ?? null, apart });
    if (isLast && from === null) requireSome(undone);
    const hasChanged = w.recorder.drafts().length > 0 && !input.dryRun;
    const part: Part = { change: hasChanged ? { groupId: w.groupId } : null, ...undone };
    const next: Position | null = isLast || !tail ? null : [tail.seq, tail.n];
    const answer = next ? { ...part, next } : answerOf(joined(at.done, part));
    if (input.dryRun) throw new Replay(answer);
    return answer;
  });
}

/** Being allowed nothing of it is no answer but a refusal. */
function requireSome({ applied, skipped }: Undone): void {
  const isRefused = skipped.length > 0 && skipped.every(({ reason }) => reason === 'not-allowed');
  if (applied.length === 0 && isRefused) throw forbidden('You may not take this change back.');
}

function joined(done: Part, part: Part): Part {
  return {
    change: done.change ?? part.change,
    applied: [...done.applied, ...part.applied],
    skipped: [...done.skipped, ...part.skipped],
    next: part.next ?? null,
  };
}

function answerOf({ change, applied, skipped }: Part): ChangeUndoOutput {
  return { change, applied, skipped };
}

/** Each part but the last is remembered under a name of its own, made from the caller's `opId` and its place. */
function partOpId(opId: OpId, from: Position | null): OpId {
  const hex = createHash('sha256')
    .update(`${opId} ${from?.join(' ') ?? ''}`)
    .digest('hex');
  return hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-') as OpId;
}

type Wanted = { input: ChangeUndoInput; from: Position | null | undefined; size: number };

/** The changes to take back that the caller sees, newest first, and one more to tell whether that is all. */
async function listToUndo(
  ctx: Ctx,
  member: Member,
  { input, from, size }: Wanted,
): Promise<Change[]> {
  const rows = await ctx.db
    .select(changeColumns)
    .from(changes)
    .where(
      and(
        eq(changes.workspaceId, input.workspaceId),
        whichOf(input),
        from ? sql`(${changes.seq}, ${changes.n}) < (${from[0]}, ${from[1]})` : undefined,
        changeVisible(member),
      ),
    )
    .orderBy(desc(changes.seq), desc(changes.n))
    .limit(size + 1);
  return rows.map(changeOf);
}

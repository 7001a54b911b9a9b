import type { OpId } from '../../../server/domain/ids.ts';
import { isUuid } from '../../../server/domain/uuid.ts';
import type { CallError } from './call-error.ts';
import type { KeptOp, Refusal } from './op-log.ts';

/** What the server said of one operation. */
export type Answer = { opId: OpId; output: unknown } | { opId: OpId; error: CallError };

/** What becomes of waiting operations by the answers to some of them. */
export type Verdict = {
  done: readonly { op: KeptOp; output: unknown }[];
  refused: readonly Refusal[];
  changed: readonly KeptOp[];
};

/**
 * Judges the operations of a person, in their order, by the answers to the first of them. With a refused one goes what
 * cannot be without it: the edits of a thing that was not made, its undoing. What was to stand beside such a thing
 * waits on, for the end of its list.
 */
export function judge(ops: readonly KeptOp[], answers: readonly Answer[], now: string): Verdict {
  const byId = new Map(answers.map((answer) => [answer.opId, answer]));
  const waiting = new Map(ops.map((op) => [op.opId, op]));
  const done: { op: KeptOp; output: unknown }[] = [];
  const refused: Refusal[] = [];
  const changed = new Map<OpId, KeptOp>();

  for (const { opId } of ops) {
    const answer = byId.get(opId);
    if (answer && 'output' in answer) done.push({ op: waiting.get(opId)!, output: answer.output });
  }
  for (const { op } of done) waiting.delete(op.opId);
  for (const { opId } of ops) {
    const op = waiting.get(opId);
    const answer = byId.get(opId);
    if (!op || !answer || !('error' in answer) || changed.has(opId)) continue;
    const alongside = refuse(op, waiting, changed);
    refused.push(refusalOf([op, ...alongside], answer.error, now));
  }
  return { done, refused, changed: [...changed.values()] };
}

/** Takes an operation out of those that wait, with those that go with it. @returns the latter */
function refuse(op: KeptOp, waiting: Map<OpId, KeptOp>, changed: Map<OpId, KeptOp>): KeptOp[] {
  waiting.delete(op.opId);
  const lost = lostWith(op);
  const alongside: KeptOp[] = [];
  // The order in which they were done is that of the map.
  for (const later of waiting.values()) {
    const next = without(later, lost);
    if (named(next).some((id) => lost.has(id))) {
      alongside.push(later);
      for (const id of lostWith(later)) lost.add(id);
      continue;
    }
    if (next === later) continue;
    waiting.set(later.opId, next);
    changed.set(later.opId, next);
  }
  for (const { opId } of alongside) {
    waiting.delete(opId);
    changed.delete(opId);
  }
  return alongside;
}

/** What is kept of operations that were refused as one; `ops` has the refused one first. */
export function refusalOf(ops: readonly KeptOp[], error: CallError, now: string): Refusal {
  const [{ opId, userId }] = ops as [KeptOp];
  const { code, message, issues } = error;
  return { id: opId, userId, code, message, issues, refusedAt: now, ops };
}

/** What is not there where an operation was not done: the thing that it makes, and itself as what can be undone. */
function lostWith({ opId, input }: KeptOp): Set<string> {
  return new Set([opId, ...uuidsIn((input as { id?: unknown }).id)]);
}

/** The things that an operation is about. Neighbours do not count: without them it has another place. */
export function named({ input }: KeptOp): string[] {
  const { workspaceId: _, before: __, after: ___, ...fields } = input as Record<string, unknown>;
  return uuidsIn(fields);
}

function uuidsIn(value: unknown): string[] {
  if (typeof value === 'string') return isUuid(value) ? [value] : [];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap(uuidsIn);
}

/**
 * The operation without what was never made, as far as it can be without: a neighbour, the place is then the end of
 * the list, and some of several tasks.
 */
function without(op: KeptOp, lost: ReadonlySet<string>): KeptOp {
  const { before, after, taskIds, places, ...fields } = op.input as Partial<
    Record<'before' | 'after', string> & { taskIds: string[]; places: { taskId: string }[] }
  >;
  const placed = places?.filter(({ taskId }) => !lost.has(taskId)) ?? [];
  if (places && placed.length > 0 && placed.length < places.length)
    return { ...op, input: { ...op.input, places: placed } };
  const isBeside = lost.has(before ?? '') || lost.has(after ?? '');
  const rest = taskIds?.filter((id) => !lost.has(id)) ?? [];
  const isFewer = rest.length > 0 && rest.length < (taskIds?.length ?? 0);
  if (!isBeside && !isFewer) return op;
  const place = isBeside ? {} : { ...(before && { before }), ...(after && { after }) };
  const tasks = taskIds && { taskIds: isFewer ? rest : taskIds };
  return { ...op, input: { ...fields, ...place, ...tasks } as KeptOp['input'] };
}

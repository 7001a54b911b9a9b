import type { OpId } from '../../../server/domain/ids.ts';
import { newId } from '../ids.ts';

const mostKept = 1000;
const own = new Set<string>();

/** The id of an operation of this page, which takes its answer: what the page hears of it later is nothing new. */
export function newOpId(): OpId {
  const opId = newId<OpId>();
  own.add(opId);
  for (const old of [...own].slice(0, -mostKept)) own.delete(old);
  return opId;
}

/** True for one of the last operations of this page. */
export function isOwnOp(opId: string): boolean {
  return own.has(opId);
}

/** What the answers to them say may be of before something was forgotten: what is told of them is news. */
export function disownAll(): void {
  own.clear();
}

/** It was refused: should it be done all the same, as it was sent twice and the other arrives late, that is news. */
export function disown(opId: string): void {
  own.delete(opId);
}

import { isMark, isPatch, isText, unpackText } from '../domain/text-history.ts';
import { bug } from '../platform/bugs.ts';
import type { Change, Fields } from './rows.ts';

export type Compared = {
  /** The fields that still hold what the change wrote, with what they held before it. */
  back: Fields;
  /** Those that hold something else by now. */
  stale: string[];
};

/** Compares the fields of a change with the thing as it is now. */
export function compareFields(change: Pick<Change, 'before' | 'after'>, row: object): Compared {
  const now = new Map(Object.entries(row));
  const back: Fields = {};
  const stale: string[] = [];
  for (const [field, wrote] of Object.entries(change.after)) {
    if (!(field in change.before)) continue;
    const older = olderValue(now.get(field), wrote, change.before[field]);
    if (older === undefined) stale.push(field);
    else back[field] = older;
  }
  return { back, stale };
}

/** The value before a change, if the present one is what the change wrote; undefined if not. */
function olderValue(present: unknown, wrote: unknown, before: unknown): unknown {
  if (!holds(present, wrote)) return undefined;
  if (!isPatch(before)) return before;
  return typeof present === 'string' ? (unpackText(present, before) ?? undefined) : undefined;
}

function holds(present: unknown, wrote: unknown): boolean {
  if (bug('undo-overwrites')) return true;
  if (isMark(wrote)) return typeof present === 'string' && isText(present, wrote);
  return JSON.stringify(present ?? null) === JSON.stringify(wrote ?? null);
}

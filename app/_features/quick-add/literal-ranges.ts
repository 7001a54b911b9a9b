import type { Range } from '../../../server/domain/quick-add/tokens.ts';

/**
 * The ranges of a text, in UTF-16 units, after it was edited in one place: those behind it move along, and one whose own
 * text was changed is none any more.
 */
export function movedRanges(ranges: readonly Range[], before: string, after: string): Range[] {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let same = 0;
  while (same < most - start && before.at(-1 - same) === after.at(-1 - same)) same += 1;
  const end = before.length - same;
  const by = after.length - before.length;
  return ranges.flatMap((range) => {
    if (range.end <= start) return [range];
    if (range.start >= end) return [{ start: range.start + by, end: range.end + by }];
    return [];
  });
}

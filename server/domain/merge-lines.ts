import { diffArrays } from 'diff';

/**
 * Comparing costs the square of this and not more: where two texts need more edits, all between the first and the
 * last line that differs counts as one change. Nothing is lost by that, it may only stand further down.
 */
const mostEdits = 500;

/** One change: these lines stand where those of the base from `from` up to `to` stood. */
type Hunk = { from: number; to: number; lines: string[] };

/** What both sides did to one stretch of the base. */
type Group = { from: number; to: number; ours: string[]; theirs: string[] };

type Text = { lines: string[]; isEnded: boolean };

/**
 * Merges two texts that began from a third, line by line: what one side changed is as that side has it. Where both
 * changed the same lines, those of both are there, ours first, and what is the same in both once. A line breaks by
 * `\n` alone.
 */
export function mergeLines(base: string, ours: string, theirs: string): string {
  const [was, mine, other] = [textOf(base), textOf(ours), textOf(theirs)];
  const merged: string[] = [];
  let at = 0;
  for (const group of groupsOf(hunksOf(was.lines, mine.lines), hunksOf(was.lines, other.lines))) {
    for (const line of was.lines.slice(at, group.from)) merged.push(line);
    for (const line of both(group.ours, group.theirs)) merged.push(line);
    at = group.to;
  }
  for (const line of was.lines.slice(at)) merged.push(line);
  const isEnded = mine.isEnded === was.isEnded ? other.isEnded : mine.isEnded;
  return merged.join('\n') + (isEnded && merged.length > 0 ? '\n' : '');
}

/** The break at the end is no line of its own: one who wrote below the last line has not changed that line. */
function textOf(text: string): Text {
  const isEnded = text.endsWith('\n');
  return { lines: text === '' ? [] : (isEnded ? text.slice(0, -1) : text).split('\n'), isEnded };
}

function hunksOf(base: string[], side: string[]): Hunk[] {
  const { before, after } = alike(base, side);
  const [was, now] = [base, side].map((lines) => lines.slice(before, lines.length - after));
  if (!was || !now) return [];
  const parts = diffArrays(was, now, { maxEditLength: mostEdits });
  if (!parts) return [{ from: before, to: base.length - after, lines: now }];
  const hunks: Hunk[] = [];
  let at = before;
  let isOpen = false;
  for (const { added, removed, value, count } of parts) {
    const last = hunks.at(-1);
    const hunk = isOpen && last ? last : { from: at, to: at, lines: [] };
    const isChange = added || removed;
    if (isChange && hunk !== last) hunks.push(hunk);
    isOpen = isChange;
    if (added) hunk.lines.push(...value);
    else at += count;
    if (removed) hunk.to = at;
  }
  return hunks;
}

/** How many lines two lists have alike at their beginning, and of the rest at their end. */
function alike(a: string[], b: string[]): { before: number; after: number } {
  const most = Math.min(a.length, b.length);
  let before = 0;
  while (before < most && a[before] === b[before]) before += 1;
  let after = 0;
  while (after < most - before && a.at(-1 - after) === b.at(-1 - after)) after += 1;
  return { before, after };
}

/** The changes of both sides in the order of the base; those that meet are one. */
function groupsOf(ours: Hunk[], theirs: Hunk[]): Group[] {
  const all = [
    ...ours.map((hunk) => ({ from: hunk.from, to: hunk.to, ours: hunk.lines, theirs: [] })),
    ...theirs.map((hunk) => ({ from: hunk.from, to: hunk.to, ours: [], theirs: hunk.lines })),
  ];
  const groups: Group[] = [];
  for (const next of all.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    const last = groups.at(-1);
    if (last && meets(last, next)) {
      last.to = Math.max(last.to, next.to);
      last.ours = [...last.ours, ...next.ours];
      last.theirs = [...last.theirs, ...next.theirs];
    } else groups.push(next);
  }
  return groups;
}

/** Changes meet in a line of the base, or where both put something at the same place. */
function meets(a: Group, b: Group): boolean {
  return b.from < a.to || (a.from === b.from && a.to === b.to);
}

function both(ours: string[], theirs: string[]): string[] {
  const { before, after } = alike(ours, theirs);
  return [...ours.slice(0, ours.length - after), ...theirs.slice(before)];
}

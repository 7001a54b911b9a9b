import type { ReadLine } from '../../../server/domain/quick-add/read-line.ts';

/** A repeat that was read, with the time and the first day that were said with it. */
export type OwnRule = {
  rrule: string;
  anchor: 'schedule' | 'completion';
  dueOn?: string;
  dueTime?: string;
  timeZone?: string;
};

/** A title, for a line has one. */
const anyTitle = 'x';

/** The repeat that a text says; null where it says none, or something else as well. */
export function readRepeat(text: string, read: (line: string) => ReadLine | null): OwnRule | null {
  const found = read(`${anyTitle} ${text.trim()}`);
  const { title, rrule, anchor = 'schedule', dueOn, dueTime, spans = [] } = found?.line ?? {};
  const isAll = spans.every(({ kind }) => kind === 'repeat' || kind === 'due' || kind === 'start');
  if (!found || rrule === undefined || title !== anyTitle || !isAll) return null;
  const saysStart = spans.some(({ kind }) => kind === 'start');
  return {
    rrule,
    anchor,
    ...(saysStart && dueOn !== undefined && { dueOn }),
    ...(dueTime !== undefined && { dueTime, timeZone: found.timeZone }),
  };
}

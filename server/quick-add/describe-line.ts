import { instantIn } from '../domain/due.ts';
import type { ParsedLine } from '../domain/quick-add/parse-line.ts';
import { previewOccurrences } from '../domain/recurrence/preview.ts';
import { isProblem } from '../domain/recurrence/rule.ts';
import type { TaskParseOutput } from './schema.ts';

/** So many days of a repeat are told. */
const mostNext = 5;

/** A line as callers are told of it: with the instant of its due, and the first days of its repeat. */
export function describeLine(line: ParsedLine, timeZone: string): TaskParseOutput {
  return { ...line, ...dueOf(line, timeZone), next: nextOf(line, timeZone) };
}

function dueOf({ dueOn, dueTime }: ParsedLine, timeZone: string) {
  if (dueOn === undefined || dueTime === undefined) return {};
  return { timeZone, dueAt: instantIn(dueOn, dueTime, timeZone) };
}

function nextOf({ rrule, anchor, dueOn, dueTime }: ParsedLine, timeZone: string): string[] {
  if (rrule === undefined || dueOn === undefined) return [];
  const start = dueTime === undefined ? dueOn : `${dueOn}T${dueTime}`;
  const next = previewOccurrences({ rrule, start, timeZone, anchor, count: mostNext });
  if (isProblem(next)) throw new Error(`quick add made a rule that is none: ${rrule}`);
  return next.occurrences;
}

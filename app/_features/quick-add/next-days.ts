import { previewOccurrences } from '../../../server/domain/recurrence/preview.ts';
import { isProblem } from '../../../server/domain/recurrence/rule.ts';
import type { ReadLine } from '../../../server/domain/quick-add/read-line.ts';

const mostNext = 5;

/** The first days of the repeat that a line says, as far as there are; none without one. */
export function nextDays({ line, timeZone }: ReadLine): string[] {
  const { rrule, anchor, dueOn: start } = line;
  if (rrule === undefined || start === undefined) return [];
  const next = previewOccurrences({ rrule, start, timeZone, anchor, count: mostNext });
  return isProblem(next) ? [] : next.occurrences;
}

import { dayBefore } from './local-time.ts';
import { occurrences } from './occurrences.ts';
import { isProblem } from './rule.ts';
import { nextOccurrence, taskRule } from './series.ts';
import { seriesOf } from './task-series.ts';
import type { Recurrence } from './task-series.ts';

/** From one day (inclusive) to another (exclusive). */
type Span = { from: string; before: string };

/** So many completions are played through on the way to a day. */
const mostPassed = 400;

/**
 * The days within a span on which a task comes again after its present occurrence, in order; by completion they are
 * told as if each was done on its day. None while it is paused, nor beyond `mostPassed` completions.
 */
export function occurrencesAhead(recurrence: Recurrence, { from, before }: Span): string[] {
  const { occurrenceOn, pausedAt, anchor } = recurrence;
  if (pausedAt !== null || occurrenceOn >= before) return [];
  if (anchor === 'completion') return byCompletion(recurrence, before).filter((day) => day >= from);
  const rule = taskRule(recurrence.rrule);
  if (isProblem(rule)) return [];
  const { start, rdates, exdates } = recurrence;
  const after = occurrenceOn >= from ? occurrenceOn : dayBefore(from);
  const until = dayBefore(before);
  const days = occurrences({ rule, start, rdates, exdates, after, until, limit: Infinity });
  return isProblem(days) ? [] : days;
}

function byCompletion(recurrence: Recurrence, before: string): string[] {
  const series = { ...seriesOf(recurrence, []) };
  const days: string[] = [];
  let at: string | null = recurrence.occurrenceOn;
  while (days.length < mostPassed) {
    at = nextOccurrence(series, { occurrenceOn: at, completedOn: at });
    if (at === null || at >= before) break;
    days.push(at);
    series.occurrencesDone += 1;
  }
  return days;
}

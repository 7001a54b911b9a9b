import type { anchors } from '../enums.ts';
import { readLocal } from './local-time.ts';
import { occurrences } from './occurrences.ts';
import { isProblem, parseRule, writeRule } from './rule.ts';
import type { Rule, RuleProblem } from './rule.ts';
import { asTaskRule, firstOccurrence, nextOccurrence } from './series.ts';
import type { Series } from './series.ts';
import { inZone, withLocalUntil } from './zoned.ts';

/** What is asked of a rule. `start` is `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM[:SS]` on the wall of `timeZone`. */
export type PreviewQuery = {
  rrule: string;
  start: string;
  /** A named zone that is known to exist. */
  timeZone: string;
  anchor?: (typeof anchors)[number] | undefined;
  /** With the anchor `completion`: the day on which an occurrence was done, to tell those after it. */
  completedOn?: string | undefined;
  /** Only what comes later; a day means its end. */
  after?: string | undefined;
  count: number;
};

/** So many occurrences are told at once. */
export const mostPreviewed = 1000;

/**
 * The next occurrences of a rule, written as `start` is. By `completion` they are told as if each was done on its day,
 * and the rule has to be one of a task. Fewer than `count` are all there are.
 */
export function previewOccurrences(query: PreviewQuery): { occurrences: string[] } | RuleProblem {
  const { count, after, start, timeZone } = query;
  const rule = parseRule(query.rrule);
  if (isProblem(rule)) return rule;
  if (!Number.isInteger(count) || count < 1 || count > mostPreviewed)
    return { field: 'count', message: `must be a whole number from 1 to ${mostPreviewed}` };
  const found =
    query.anchor === 'completion'
      ? byCompletion(query, withLocalUntil(rule, timeZone))
      : inZone({ rule, start, after, limit: count }, timeZone);
  return isProblem(found) ? found : { occurrences: found };
}

/** So many completions are played through on the way to `after`. */
const mostPassed = 1000;

function byCompletion(query: PreviewQuery, localRule: Rule): string[] | RuleProblem {
  const { start, after, completedOn, count } = query;
  const rule = asTaskRule(localRule);
  if (isProblem(rule)) return rule;
  if (completedOn !== undefined && readLocal(completedOn)?.form !== 'day')
    return { field: 'completedOn', message: 'must be a day like 2026-11-24' };
  const any = occurrences({ rule, start, after, limit: 1 });
  if (isProblem(any)) return any;
  const [seriesStart = '', time] = start.split('T');
  const found: string[] = [];
  let passed = 0;
  for (const day of doneOnTheirDays(seriesOf(rule, seriesStart), completedOn)) {
    if (passed > mostPassed) return { field: 'after', message: 'is too far from the start' };
    const at = time === undefined ? day : `${day}T${time}`;
    if (after === undefined || at.slice(0, after.length) > after) found.push(at);
    else passed += 1;
    if (found.length === count) break;
  }
  return found;
}

const seriesOf = (rule: Rule, seriesStart: string): Series => ({
  rrule: writeRule(rule),
  rdates: [],
  exdates: [],
  seriesStart,
  anchor: 'completion',
  missedPolicy: 'keep-one',
  occurrencesDone: 0,
});

/** The days of a series of which each is done when it comes; those after `completedOn`, if one is done already. */
function* doneOnTheirDays(series: Series, completedOn?: string): Generator<string> {
  let occurrencesDone = completedOn === undefined ? 0 : 1;
  let day =
    completedOn === undefined
      ? firstOccurrence(series, series.seriesStart)
      : nextOccurrence(series, { occurrenceOn: completedOn, completedOn });
  for (; day !== null; occurrencesDone += 1) {
    yield day;
    day = nextOccurrence({ ...series, occurrencesDone }, { occurrenceOn: day, completedOn: day });
  }
}

import type { anchors } from '../enums.ts';
import { readLocal } from './local-time.ts';
import { occurrences } from './occurrences.ts';
import { notLocal } from './read-query.ts';
import { isProblem, parseRule } from './rule.ts';
import type { Rule, RuleProblem } from './rule.ts';
import { asTaskRule } from './series.ts';
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

/**
 * Whoever does each occurrence on its day keeps to the days of the rule: it begins anew with a day of its own, in a
 * period that INTERVAL picks. So one search finds them all; only a day on which one was done may be another.
 */
function byCompletion(query: PreviewQuery, localRule: Rule): string[] | RuleProblem {
  const { start, after, completedOn, count: limit } = query;
  const rule = asTaskRule(localRule);
  if (isProblem(rule)) return rule;
  if (completedOn === undefined) return occurrences({ rule, start, after, limit });
  const found = nextAfter(query, rule);
  if (isProblem(found)) return found;
  const left = rule.count === undefined ? rule : { ...rule, count: rule.count - 1 };
  const [next] = found;
  return next === undefined ? [] : occurrences({ rule: left, start: next, after, limit });
}

/** The first time after the day on which an occurrence was done, where there is one. */
function nextAfter(query: PreviewQuery, rule: Rule): string[] | RuleProblem {
  const { start, completedOn = '' } = query;
  if (readLocal(start) === null) return { field: 'start', message: notLocal };
  if (readLocal(completedOn)?.form !== 'day')
    return { field: 'completedOn', message: 'must be a day like 2026-11-24' };
  const doneAt = `${completedOn}${start.slice(completedOn.length)}`;
  return occurrences({ rule, start: doneAt, after: completedOn, limit: 1 });
}

import { allInstances, onlyThose, pickPositions, placeFrom } from './instances.ts';
import { readLocal, writeLocal } from './local-time.ts';
import { periodsOf } from './periods.ts';
import { readQuery } from './read-query.ts';
import type { OccurrenceQuery, Search } from './read-query.ts';
import { isProblem } from './rule.ts';
import type { RuleProblem } from './rule.ts';

/** So many periods, occurrences and positions in a period one call looks at. */
export const mostSteps = 20_000;
/** The last second that an occurrence may fall on. */
const endOfTime = readLocal('2999-12-31T23:59:59')!.seconds;

/**
 * The occurrences of a rule (RFC 5545, 3.8.5), in order. The start is one only if the rule yields it: "every Monday"
 * from a Wednesday on begins on Monday. COUNT counts what the rule yields from the start on, with what EXDATE takes
 * away and without what RDATE adds. UNTIL as a day includes that day; the calendar ends with the year 2999.
 * @returns at most `limit`, each once and written as the start is, with seconds where the rule has some; fewer are all
 * there are. Or a problem: with a field that cannot be read, or with `rrule` where it yields nothing at all before the
 * year 3000, or `mostSteps` are not enough to find what was asked for
 */
export function occurrences(query: OccurrenceQuery): string[] | RuleProblem {
  const search = readQuery(query);
  if (isProblem(search)) return search;
  const yielded = yieldedBy(search);
  if (isProblem(yielded)) return yielded;
  const { rdates, exdates, earliest, latest, form, limit } = search;
  const added = rdates.filter((at) => at >= earliest && at <= latest && !exdates.has(at));
  const all = [...new Set([...yielded, ...added])].sort((a, b) => a - b);
  return all.slice(0, limit).map((seconds) => writeLocal({ seconds, form }));
}

/** What the rule yields and EXDATE leaves, in local seconds. Without COUNT nothing before `earliest` is looked at. */
function yieldedBy(search: Search): number[] | RuleProblem {
  const { rule, start, earliest, latest, lastOfRule, limit } = search;
  const last = Math.min(latest, lastOfRule, endOfTime);
  const periods = periodsOf(rule, start);
  const found: number[] = [];
  let left = rule.count ?? Infinity;
  let index = rule.count === undefined ? Math.max(0, periods.indexAt(earliest)) : 0;
  for (let steps = 0; left > 0 && found.length < limit; steps += 1) {
    const period = periods.at(index);
    if (period.from > last) return found.length === 0 && last === endOfTime ? yieldsNothing : found;
    if (steps > mostSteps) return takesTooLong;
    index = period.next;
    if (period.days.length === 0) continue;
    const all = allInstances(period);
    // Below a day a time that does not exist is no instance, so BYSETPOS and COUNT do not count it (3.3.10).
    steps += rule.bySetPos.length + (search.exists ? all.size : 0);
    const there = search.exists ? onlyThose(all, search.exists) : all;
    const instances = pickPositions(there, rule.bySetPos);
    const first = placeFrom(instances, start);
    const end = Math.min(instances.size, first + left);
    left -= end - first;
    for (let place = placeFrom(instances, earliest); place < end; place += 1) {
      const at = instances.at(place);
      if (at > last || found.length === limit) return found;
      if (!search.exdates.has(at)) found.push(at);
      steps += 1;
    }
  }
  return found;
}

const yieldsNothing: RuleProblem = {
  field: 'rrule',
  message: 'yields nothing before the year 3000',
};
const takesTooLong: RuleProblem = {
  field: 'rrule',
  message: 'yields too little for the work it is',
};

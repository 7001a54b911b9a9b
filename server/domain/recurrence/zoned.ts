import { Temporal } from 'temporal-polyfill';
import { occurrences } from './occurrences.ts';
import { isBelowDay } from './read-query.ts';
import type { OccurrenceQuery } from './read-query.ts';
import type { Rule, RuleProblem } from './rule.ts';

/**
 * The occurrences of a rule on the wall of a zone. A day is never lost: the instant of each is `instantIn` of `due.ts`,
 * in a gap the later reading, when doubled the earlier (RFC 5545, 3.3.5). Only HOURLY, MINUTELY and SECONDLY leave out
 * times that do not exist, uncounted (3.3.10). A doubled hour comes once.
 * @param query UNTIL in UTC is read in the zone
 * @param timeZone a named zone that is known to exist
 */
export function inZone(query: OccurrenceQuery, timeZone: string): string[] | RuleProblem {
  const rule = withLocalUntil(query.rule, timeZone);
  const exists = isBelowDay(rule.freq) ? existsIn(timeZone) : undefined;
  return occurrences({ ...query, rule, exists });
}

/** The rule with its UNTIL on the wall of a zone, where that is given in UTC. */
export function withLocalUntil(rule: Rule, timeZone: string): Rule {
  if (!rule.until?.endsWith('Z')) return rule;
  const until = Temporal.Instant.from(rule.until).toZonedDateTimeISO(timeZone).toPlainDateTime();
  return { ...rule, until: until.toString({ smallestUnit: 'second' }) };
}

/** Tells whether local seconds are ever on the wall; up to the next change of the clock it need not look again. */
function existsIn(timeZone: string): (seconds: number) => boolean {
  let calm = { from: 0, until: 0 };
  return (seconds) => {
    if (seconds >= calm.from && seconds < calm.until) return true;
    const wall = Temporal.Instant.fromEpochMilliseconds(seconds * 1000)
      .toZonedDateTimeISO('UTC')
      .toPlainDateTime();
    const zoned = wall.toZonedDateTime(timeZone);
    if (!zoned.toPlainDateTime().equals(wall)) return false;
    calm = { from: seconds, until: nextChangeAfter(zoned) };
    return true;
  };
}

/** The local seconds that the clock would show at its next change, had it not been changed. */
function nextChangeAfter(zoned: Temporal.ZonedDateTime): number {
  const change = zoned.getTimeZoneTransition('next');
  if (!change) return Infinity;
  return (change.epochMilliseconds + zoned.offsetNanoseconds / 1e6) / 1000;
}

import fc from 'fast-check';
import type { Weekday } from '../calendar.ts';
import { writeLocal } from '../local-time.ts';
import { frequencies, isProblem, parseRule, writeRule } from '../rule.ts';
import type { Frequency, Rule, RuleDay } from '../rule.ts';

const weekday = fc.integer({ min: 1, max: 7 }) as fc.Arbitrary<Weekday>;

const numbers = (min: number, max: number) => fc.array(fc.integer({ min, max }), { maxLength: 3 });

const signed = (most: number) =>
  fc.array(
    fc.integer({ min: 1, max: most }).chain((size) => fc.constantFrom(size, -size)),
    { maxLength: 3 },
  );

/** An empty list more often than not: a rule with all its parts yields next to nothing. */
const seldom = <T>(list: fc.Arbitrary<T[]>) =>
  fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, list);

const days = (most: number) =>
  fc.array(
    fc
      .record({ weekday, nth: fc.integer({ min: -most, max: most }) })
      .map(({ weekday: on, nth }): RuleDay => (nth === 0 ? { weekday: on } : { weekday: on, nth })),
    { maxLength: 3 },
  );

const plainDays = fc.array(
  weekday.map((on): RuleDay => ({ weekday: on })),
  { maxLength: 4 },
);

const count = fc.record({ count: fc.integer({ min: 1, max: 30 }) });
const until = fc.record({
  until: fc
    .integer({ min: 10_000, max: 15_000 })
    .map((day) => writeLocal({ seconds: day * 86_400, form: 'day' })),
});

function ruleOf(freq: Frequency): fc.Arbitrary<Rule> {
  const isBelowDay = ['HOURLY', 'MINUTELY', 'SECONDLY'].includes(freq);
  const isMonthOrYear = freq === 'YEARLY' || freq === 'MONTHLY';
  const mostNth = freq === 'YEARLY' ? 53 : 5;
  const numbered = isMonthOrYear ? [days(5), days(mostNth)] : [];
  return fc
    .record({
      interval: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 20 })),
      end: fc.oneof(fc.constant({}), fc.constant({}), count, until),
      byMonth: seldom(numbers(1, 12)),
      byWeekNo: freq === 'YEARLY' ? seldom(signed(53)) : fc.constant([]),
      byYearDay: freq === 'YEARLY' || isBelowDay ? seldom(signed(366)) : fc.constant([]),
      byMonthDay: freq === 'WEEKLY' ? fc.constant([]) : seldom(signed(31)),
      byDay: seldom(fc.oneof(plainDays, ...numbered)),
      byHour: seldom(numbers(0, 23)),
      byMinute: seldom(numbers(0, 59)),
      bySecond: seldom(numbers(0, 59)),
      bySetPos: seldom(signed(4)),
      weekStart: weekday,
    })
    .map(({ end, ...rule }) => ({ freq, ...rule, ...end }));
}

/** A rule as `parseRule` leaves it, or null for one that it refuses. */
function accepted(rule: Rule): Rule | null {
  const read = parseRule(writeRule(rule));
  return isProblem(read) ? null : read;
}

const accept = (rules: fc.Arbitrary<Rule>) => rules.map(accepted).filter((rule) => rule !== null);
const oneOf = (freqs: readonly Frequency[]) => fc.oneof(...freqs.map(ruleOf));

/** Rules of these frequencies, with all that goes with them. */
export const rulesOf = (...freqs: Frequency[]) => accept(oneOf(freqs));

export const anyRule = rulesOf(...frequencies);

/** Rules that a task may have. */
export const anyTaskRule = accept(
  oneOf(['YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY']).map((rule) => ({
    ...rule,
    byHour: [],
    byMinute: [],
    bySecond: [],
  })),
);

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dateOf, daysInMonth, startOfWeek, weekdayOf } from './calendar.ts';
import type { Weekday } from './calendar.ts';
import { dayOf, readLocal, writeLocal } from './local-time.ts';
import { occurrences } from './occurrences.ts';
import { patternOf } from './repeat-pattern.ts';
import type { Pattern, PlacedWeekday } from './repeat-pattern.ts';
import { isProblem, parseRule } from './rule.ts';
import type { Rule } from './rule.ts';
import { anyTaskRule } from './testing/any-rule.ts';

const runs = { numRuns: process.env['LONG'] ? 5_000 : 500 };
const dayText = (day: number) => writeLocal({ seconds: day * 86_400, form: 'day' });
const numberOf = (day: string) => dayOf(readLocal(day)!.seconds);
const starts = fc.integer({ min: 20_000, max: 24_000 });

/** So many days are looked at behind a start. */
const lookedAt = 3_000;

type Begin = { start: number; weekStart: Weekday };

/** Whether a day is one that the pattern tells, as a person would look it up in a calendar. */
function isTold(pattern: Pattern, day: number, { start, weekStart }: Begin): boolean {
  const [date, first] = [dateOf(day), dateOf(start)];
  const length = daysInMonth(date.year, date.month);
  const months = (date.year - first.year) * 12 + date.month - first.month;
  const isAt = (asked: number) => asked === date.day || asked === date.day - length - 1;
  const places = [Math.ceil(date.day / 7), -Math.ceil((length - date.day + 1) / 7)];
  const isNth = ({ weekday, nths }: PlacedWeekday) =>
    weekday === weekdayOf(day) && nths.some((nth) => places.includes(nth));
  const inTurn = (units: number) => units % pattern.interval === 0;
  switch (pattern.kind) {
    case 'plain':
      return inTurn(day - start);
    case 'weekdays': {
      const weeks = (startOfWeek(day, weekStart) - startOfWeek(start, weekStart)) / 7;
      return inTurn(weeks) && pattern.weekdays.includes(weekdayOf(day));
    }
    case 'days-of-month':
      return inTurn(months) && pattern.days.some(isAt);
    case 'weekdays-of-month':
      return inTurn(months) && pattern.weekdays.some(isNth);
    case 'weekdays-of-year':
      return (
        inTurn(date.year - first.year) &&
        pattern.months.includes(date.month) &&
        pattern.weekdays.some(isNth)
      );
    case 'dates':
      return (
        inTurn(date.year - first.year) &&
        pattern.dates.some((asked) => asked.month === date.month && isAt(asked.day))
      );
    case 'special':
      throw new Error('tells no days');
  }
}

function daysTold(pattern: Pattern, begin: Begin): string[] {
  const days = Array.from({ length: lookedAt }, (_, index) => begin.start + index);
  return days.filter((day) => isTold(pattern, day, begin)).map(dayText);
}

/** The days of a rule, however it ends; null where the engine gives up on it. */
function daysOf({ count: _, until: __, ...rule }: Rule, start: number): string[] | null {
  const found = occurrences({
    rule,
    start: dayText(start),
    limit: lookedAt,
    until: dayText(start + lookedAt - 1),
  });
  return isProblem(found) ? null : found;
}

/** Rules that are seldom met by chance. */
const shapes = [
  'FREQ=DAILY;INTERVAL=3',
  'FREQ=MONTHLY;INTERVAL=2;BYDAY=2TU,-1FR',
  'FREQ=MONTHLY;BYDAY=FR;BYSETPOS=1,-1',
  'FREQ=MONTHLY;BYMONTH=5;BYDAY=2TU',
  'FREQ=YEARLY;INTERVAL=2;BYMONTH=5,11;BYDAY=4TH,-1MO',
  'FREQ=YEARLY;INTERVAL=2;BYMONTH=2,3;BYMONTHDAY=30,-1',
  'FREQ=DAILY;BYMONTH=3;BYMONTHDAY=8',
];

function ruleOf(rrule: string): Rule {
  const rule = parseRule(rrule);
  if (isProblem(rule)) throw new Error(rule.message);
  return rule;
}

test('a pattern tells the days of its rule, and no other', () => {
  const seen: Pattern['kind'][] = [];
  fc.assert(
    fc.property(anyTaskRule, starts, (rule, start) => {
      const pattern = patternOf(rule, { start: dayText(start), isCompletion: false });
      const days = daysOf(rule, start);
      if (days === null || pattern.kind === 'special') return;
      seen.push(pattern.kind);
      expect(daysTold(pattern, { start, weekStart: rule.weekStart })).toEqual(days);
    }),
    { ...runs, examples: shapes.map((rrule): [Rule, number] => [ruleOf(rrule), 20_783]) },
  );
  expect(new Set(seen).size).toBe(6);
  expect(seen.length).toBeGreaterThan(runs.numRuns / 10);
});

test('that check finds a pattern that leaves something out', () => {
  const start = numberOf('2026-11-26');
  const day = { weekday: 2 as const, nths: [2] };
  const right: Pattern = { kind: 'weekdays-of-month', interval: 2, weekdays: [day] };
  const wrong: Pattern[] = [
    { ...right, interval: 1 },
    { kind: 'weekdays', interval: 2, weekdays: [2] },
    { kind: 'weekdays-of-month', interval: 2, weekdays: [{ ...day, nths: [-2] }] },
  ];
  const told = (pattern: Pattern) => daysTold(pattern, { start, weekStart: 1 });
  for (const pattern of wrong) expect(told(pattern)).not.toEqual(told(right));
});

test('by completion nothing is taken from the start', () => {
  fc.assert(
    fc.property(anyTaskRule, starts, starts, (rule, one, other) => {
      const [first, second] = [one, other].map((start) =>
        patternOf(rule, { start: dayText(start), isCompletion: true }),
      );
      expect(first).toEqual(second);
    }),
    runs,
  );
});

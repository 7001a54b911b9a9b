import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { weekDays } from '../enums.ts';
import { parseRule, writeRule } from '../recurrence/rule.ts';
import type { Rule } from '../recurrence/rule.ts';
import { parseLine } from './parse-line.ts';

/** The day that a phrase says at noon in London; without a day of its own on Tuesday, 24 November 2026. */
const read = (phrase: string, weekStart?: (typeof weekDays)[number], today = '2026-11-24') =>
  parseLine(`Call ${phrase}`, {
    now: `${today}T12:00:00Z`,
    timeZone: 'Europe/London',
    locale: 'en',
    weekStart,
  }).dueOn;

it.each([
  ['next week', '2026-11-30', '2026-11-28', '2026-11-29'],
  ['на следующей неделе', '2026-11-30', '2026-11-28', '2026-11-29'],
  ['this week', '2026-11-29', '2026-11-27', '2026-11-28'],
  ['by eow', '2026-11-29', '2026-11-27', '2026-11-28'],
  ['до конца недели', '2026-11-29', '2026-11-27', '2026-11-28'],
  ['next friday', '2026-12-04', '2026-12-04', '2026-12-04'],
  ['next saturday', '2026-12-05', '2026-11-28', '2026-12-05'],
  ['next sunday', '2026-12-06', '2026-11-29', '2026-11-29'],
  ['в следующее воскресенье', '2026-12-06', '2026-11-29', '2026-11-29'],
  ['next week on sunday', '2026-12-06', '2026-11-29', '2026-11-29'],
  ['в среду на следующей неделе', '2026-12-02', '2026-12-02', '2026-12-02'],
  ['в начале следующей недели', '2026-11-30', '2026-11-28', '2026-11-29'],
  ['в середине недели', '2026-11-25', '2026-11-25', '2026-11-25'],
  ['friday', '2026-11-27', '2026-11-27', '2026-11-27'],
  ['this weekend', '2026-11-28', '2026-11-28', '2026-11-28'],
  ['next weekend', '2026-12-05', '2026-12-05', '2026-12-05'],
])('%s: %s where weeks begin on Monday, %s on Saturday, %s on Sunday', (phrase, ...days) => {
  expect(weekDays.map((weekStart) => read(phrase, weekStart))).toEqual(days);
  expect(read(phrase)).toBe(days[0]);
});

it.each(['2026-11-28', '2026-11-29'])('a weekend is one, also on %s', (today) => {
  for (const weekStart of weekDays) {
    expect(read('this weekend', weekStart, today)).toBe(today);
    expect(read('next weekend', weekStart, today)).toBe('2026-12-05');
  }
});

describe('the weeks of a repeat', () => {
  const ruleOf = (phrase: string, weekStart?: (typeof weekDays)[number]) =>
    parseLine(phrase, {
      now: '2026-11-24T12:00:00Z',
      timeZone: 'Europe/London',
      locale: 'en',
      weekStart,
    }).rrule;

  it.each([
    ['Call every other week on sun and mon', ';BYDAY=MO,SU', ''],
    ['Call every 3 weeks until 1 May', '', ';UNTIL=20270501'],
  ])('%s: begin where those of the person do', (phrase, days, end) => {
    const interval = phrase.includes('3') ? 3 : 2;
    const rules = ['', ';WKST=SA', ';WKST=SU'].map(
      (start) => `FREQ=WEEKLY;INTERVAL=${interval}${end}${start}${days}`,
    );
    expect(weekDays.map((weekStart) => ruleOf(phrase, weekStart))).toEqual(rules);
    expect(rules.map((rule) => writeRule(parseRule(rule) as Rule))).toEqual(rules);
    expect(ruleOf(phrase)).toBe(rules[0]);
  });

  it.each(['Call every week on sun', 'Call every 2 days', 'Call every 2 months on the 5th'])(
    '%s: do not count',
    (phrase) => {
      expect(new Set(weekDays.map((weekStart) => ruleOf(phrase, weekStart))).size).toBe(1);
    },
  );
});

describe('on any day', () => {
  it('this week ends on the day before the next begins', () => {
    const day = fc.integer({ min: 0, max: 800 });
    fc.assert(
      fc.property(day, fc.constantFrom(...weekDays), (offset, weekStart) => {
        const today = dayAt('2026-01-01', offset);
        const next = read('next week', weekStart, today) ?? '';
        expect(read('eow', weekStart, today)).toBe(dayAt(next, -1));
        expect(
          new Date(next)
            .toLocaleDateString('en', { weekday: 'long', timeZone: 'UTC' })
            .toLowerCase(),
        ).toBe(weekStart);
        expect(next > today && next <= dayAt(today, 7)).toBe(true);
      }),
    );
  });
});

function dayAt(day: string, offset: number): string {
  return new Date(Date.parse(day) + offset * 86_400_000).toISOString().slice(0, 10);
}

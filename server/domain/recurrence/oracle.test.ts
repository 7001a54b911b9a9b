import fc from 'fast-check';
import { RRuleTemporal } from 'rrule-temporal';
import { describe, expect, test } from 'vitest';
import { occurrences } from './occurrences.ts';
import { frequencies, isProblem, parseRule, writeRule } from './rule.ts';
import type { Rule } from './rule.ts';
import { rulesOf } from './testing/any-rule.ts';
import { dayByDay } from './testing/day-by-day.ts';
import { anyDay, disagrees, sampleCases } from './testing/disagreements.ts';

const long = process.env['LONG'] === '1';
/** The same rules each time; with LONG=1 others, and more of them. */
const limits = (numRuns: number) => (long ? { numRuns: numRuns * 20 } : { numRuns, seed: 1 });

test('a thousand rules yield what their definition says, asked day by day', () => {
  const cases = sampleCases(limits(1000));
  const wrong = cases.filter((each) => disagrees(occurrences, each));
  expect(wrong.map(({ rule, start }) => `${writeRule(rule)} from ${start}`)).toEqual([]);
  expect(cases.flatMap(({ days }) => days.slice(0, 23)).length).toBeGreaterThan(8000);
});

/** What the library says, up to the end of a year. */
function librarySays(rule: string, start: string, lastYear: number): string[] {
  const rruleString = `DTSTART:${start.replace(/[-:]/g, '')}Z\nRRULE:${rule}`;
  const found = new RRuleTemporal({ rruleString }).all(
    (at, index) => index < 20 && at.year <= lastYear,
  );
  return found
    .filter(({ year }) => year <= lastYear)
    .map((at) => at.toPlainDateTime().toString({ smallestUnit: 'second' }));
}

describe('rrule-temporal says the same', () => {
  test.each(frequencies)('FREQ=%s', (freq) => {
    let compared = 0;
    fc.assert(
      fc.property(rulesOf(freq), anyDay, (rule, day) => {
        const start = `${day}T09:10:20`;
        const lastYear = Number(day.slice(0, 4)) + 20;
        const found = occurrences({ rule, start, until: `${lastYear}-12-31`, limit: 20 });
        // Where next to nothing is found the library looks through ten thousand periods.
        if (isProblem(found) || found.length < 5 || isReadOtherwise(rule)) return;
        expect(found, `${writeRule(rule)} from ${start}`).toEqual(
          librarySays(writeRule(rule), start, lastYear),
        );
        compared += 1;
      }),
      limits(150),
    );
    expect(compared).toBeGreaterThan(30);
  });
});

/** Rules of years that the library reads otherwise: see the table below. */
function isReadOtherwise({ freq, interval, ...rule }: Rule): boolean {
  const { byWeekNo, byYearDay, byMonthDay, byDay } = rule;
  if (freq !== 'YEARLY') return false;
  const parts = [byWeekNo, byYearDay, byMonthDay, byDay].filter((list) => list.length > 0);
  const numbered = byDay.filter(({ nth }) => nth !== undefined);
  const isMixed = numbered.length > 0 && numbered.length < byDay.length;
  const isPerhapsNone = numbered.some(({ nth = 0 }) => Math.abs(nth) === 53);
  const isCut = byWeekNo.length > 0 && interval > 1;
  return parts.length > 1 || isPerhapsNone || isMixed || isCut;
}

describe('where rrule-temporal is not followed', () => {
  test.each([
    [
      '"Limit if BYYEARDAY or BYMONTHDAY is present" (3.3.10, note 2): a day that is both',
      'FREQ=YEARLY;BYYEARDAY=-116;BYDAY=SA',
      '2002-01-01',
      ['2002-09-07', '2013-09-07'],
    ],
    [
      'the same with the number of a weekday',
      'FREQ=YEARLY;BYMONTHDAY=13;BYDAY=2FR',
      '2002-01-01',
      ['2006-01-13', '2012-01-13'],
    ],
    [
      '"If an integer modifier is not present, it means all days of this type": Mondays, the last among them',
      'FREQ=YEARLY;BYDAY=MO,-1MO',
      '2002-01-01',
      ['2002-01-07', '2002-01-14'],
    ],
    [
      'an instance that is no date is "ignored": the 53rd Monday from the end of a year with 52',
      'FREQ=YEARLY;BYDAY=-53MO',
      '2000-01-01',
      ['2001-01-01', '2007-01-01'],
    ],
    [
      '"the first week that contains at least four (4) days in that calendar year": the start is in week 1 of 2013',
      'FREQ=YEARLY;INTERVAL=2;BYWEEKNO=1;BYDAY=MO',
      '2012-12-31',
      ['2012-12-31', '2014-12-29'],
    ],
    [
      'BYMONTHDAY is "evaluated" on what BYWEEKNO left: a 27th in week 48',
      'FREQ=YEARLY;BYWEEKNO=48;BYMONTHDAY=27',
      '2003-01-01',
      ['2003-11-27', '2004-11-27'],
    ],
  ])('%s: %s', (_, text, start, expected) => {
    const rule = parseRule(text);
    if (isProblem(rule)) throw new Error(rule.message);
    expect(occurrences({ rule, start, limit: 2 })).toEqual(expected);
    expect(dayByDay(rule, start).slice(0, 2)).toEqual(expected);
    const said = librarySays(text, `${start}T00:00:00`, 2020).slice(0, 2);
    expect(said.map((at) => at.slice(0, 10))).not.toEqual(expected);
  });
});

import { expect, test } from 'vitest';
import { disagrees, sampleCases } from './testing/disagreements.ts';
import { withMistake } from './testing/with-mistake.ts';

const cases = sampleCases({ numRuns: 800, seed: 2 });

test.each([
  [
    'WKST does not say where the weeks of INTERVAL begin',
    'periods.ts',
    'const origin = startOfWeek(dayOf(start), rule.weekStart);',
    'const origin = startOfWeek(dayOf(start), 1);',
  ],
  [
    'the 31st is the 30th where there is none',
    'matches-day.ts',
    'values.includes(place) ||',
    'values.includes(place) || (of === 30 && place === 30 && values.includes(31)) ||',
  ],
  [
    'COUNT begins anew after `after`',
    'occurrences.ts',
    'const first = placeFrom(instances, start);',
    'const first = placeFrom(instances, Math.max(start, earliest));',
  ],
  [
    'BYSETPOS counts from the start on',
    'occurrences.ts',
    'search.exists ? onlyThose(all, search.exists) : all',
    'onlyThose(all, (at) => at >= search.start)',
  ],
  ['UNTIL is no occurrence itself', 'occurrences.ts', 'if (at > last ||', 'if (at >= last ||'],
  [
    'the week of 1 January is week 1',
    'calendar.ts',
    'startOfWeek(firstDayOfYear(year) + 3, weekStart)',
    'startOfWeek(firstDayOfYear(year), weekStart)',
  ],
  ['each fourth year is a leap year but 2000', 'calendar.ts', '% 400 === 0', '% 400 === 1'],
  [
    'the number of a weekday counts within the year though BYMONTH is there',
    'matches-day.ts',
    ' && rule.byMonth.length === 0;',
    ';',
  ],
])('%s: caught', async (_, file, right, wrong) => {
  const engine = await withMistake({ file, right, wrong });
  expect(cases.some((each) => disagrees(engine, each))).toBe(true);
});

test('the copy itself is right', async () => {
  const same = await withMistake({ file: 'occurrences.ts', right: '20_000', wrong: '20_001' });
  expect(cases.some((each) => disagrees(same, each))).toBe(false);
});

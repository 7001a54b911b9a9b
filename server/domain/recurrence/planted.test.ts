import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import type { occurrences } from './occurrences.ts';
import { disagreements, sampleCases } from './testing/disagreements.ts';

/** The engine with one thing done wrong: a copy of its folder in which a text stands for another. */
async function withMistake(file: string, right: string, wrong: string) {
  const folder = await mkdtemp(join(tmpdir(), 'recurrence-'));
  await cp(import.meta.dirname, folder, { recursive: true });
  const path = join(folder, file);
  const source = await readFile(path, 'utf8');
  expect(source.split(right), `${right} in ${file}`).toHaveLength(2);
  await writeFile(path, source.replace(right, wrong));
  const engine = (await import(
    /* @vite-ignore */ pathToFileURL(join(folder, 'occurrences.ts')).href
  )) as { occurrences: typeof occurrences };
  await rm(folder, { recursive: true });
  return engine.occurrences;
}

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
  const engine = await withMistake(file, right, wrong);
  expect(disagreements(engine, cases)).not.toEqual([]);
});

test('the copy itself is right', async () => {
  const same = await withMistake('occurrences.ts', '20_000', '20_001');
  expect(disagreements(same, cases)).toEqual([]);
});

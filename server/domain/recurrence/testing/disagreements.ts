import fc from 'fast-check';
import { writeLocal } from '../local-time.ts';
import type { occurrences } from '../occurrences.ts';
import { isProblem } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { anyTaskRule } from './any-rule.ts';
import { dayByDay, lastKnownDay } from './day-by-day.ts';

/** Some day from 1997 to 2002. */
export const anyDay = fc
  .integer({ min: 10_000, max: 12_000 })
  .map((day) => writeLocal({ seconds: day * 86_400, form: 'day' }));

type Case = { rule: Rule; start: string; days: string[] };

/** Random rules of tasks, with the days that their definition gives them. */
export function sampleCases(runs: { numRuns: number; seed?: number }): Case[] {
  const sample = fc.sample(fc.tuple(anyTaskRule, anyDay), runs);
  return sample.map(([rule, start]) => ({ rule, start, days: dayByDay(rule, start) }));
}

/** True where an enumeration finds other days than the definition: the first ones, or those after the third. */
export function disagrees(enumerate: typeof occurrences, { rule, start, days }: Case): boolean {
  const query = { rule, start, until: lastKnownDay, limit: 20 };
  if (!isSame(enumerate(query), days.slice(0, 20))) return true;
  const after = days[2];
  return after !== undefined && !isSame(enumerate({ ...query, after }), days.slice(3, 23));
}

const isSame = (found: ReturnType<typeof occurrences>, days: string[]) =>
  !isProblem(found) && found.join() === days.join();

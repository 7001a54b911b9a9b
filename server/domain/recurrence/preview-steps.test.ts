import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { mostSteps } from './occurrences.ts';
import type * as periods from './periods.ts';
import { writeRule } from './rule.ts';
import { anyTaskRule } from './testing/any-rule.ts';
import { anyDay } from './testing/disagreements.ts';

const looked = vi.hoisted(() => ({ searches: 0, periods: 0 }));

vi.mock('./periods.ts', async (original) => {
  const { periodsOf } = await original<typeof periods>();
  return {
    periodsOf: (...given: Parameters<typeof periodsOf>) => {
      const { at, indexAt } = periodsOf(...given);
      looked.searches += 1;
      return { indexAt, at: (index: number) => ((looked.periods += 1), at(index)) };
    },
  };
});

// Another file may have imported it without the count.
vi.resetModules();
const { mostPreviewed, previewOccurrences } = await import('./preview.ts');

const query = { start: '2026-01-01', timeZone: 'UTC', count: mostPreviewed };

function lookedAt(ask: () => unknown) {
  Object.assign(looked, { searches: 0, periods: 0 });
  ask();
  return { ...looked };
}

test.each([
  'FREQ=YEARLY;BYDAY=1SU,2MO,3TU,-1FR,-53MO',
  'FREQ=YEARLY;BYWEEKNO=1,2,3,4,5,10,20,53;BYDAY=SU,MO,TU',
  'FREQ=YEARLY;BYYEARDAY=366;BYDAY=MO',
])('%s by completion is one search, as by schedule', (rrule) => {
  const [schedule, completion] = (['schedule', 'completion'] as const).map((anchor) =>
    lookedAt(() => previewOccurrences({ ...query, rrule, anchor })),
  );
  expect(completion).toEqual(schedule);
  expect(completion?.searches).toBe(1);
});

test('however many completions are told, they are two searches at most, each of so many steps', () => {
  fc.assert(
    fc.property(anyTaskRule, anyDay, fc.option(anyDay), (rule, start, done) => {
      const asked = { ...query, rrule: writeRule(rule), start, anchor: 'completion' as const };
      const seen = lookedAt(() =>
        previewOccurrences({ ...asked, ...(done === null ? {} : { completedOn: done }) }),
      );
      expect(seen.searches).toBeLessThanOrEqual(done === null ? 1 : 2);
      expect(seen.periods).toBeLessThanOrEqual(seen.searches * (mostSteps + 2));
    }),
    { numRuns: 300, seed: 1 },
  );
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStage } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { callProcedure } from '../trpc/call-procedure.ts';
import type { RecurrencePreviewOutput } from './schema.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage.world.close());

const preview = async (input: object): Promise<string[]> => {
  const whole = { timeZone: 'Europe/Moscow', ...input };
  const answer = await callProcedure(stage.owner.ctx(), 'recurrence.preview', whole);
  return (answer as RecurrencePreviewOutput).occurrences;
};

describe('recurrence.preview', () => {
  it('tells five occurrences unless asked for more or fewer', async () => {
    const weekly = { rrule: 'RRULE:FREQ=WEEKLY;BYDAY=MO,WE', start: '2026-11-24' };
    expect(await preview(weekly)).toEqual([
      '2026-11-25',
      '2026-11-30',
      '2026-12-02',
      '2026-12-07',
      '2026-12-09',
    ]);
    expect(
      await preview({ ...weekly, start: '2026-11-24T09:30', count: 1, after: '2026-11-30' }),
    ).toEqual(['2026-12-02T09:30']);
  });

  it('counts from what was done where the anchor says so', async () => {
    const rest = { start: '2026-11-24', anchor: 'completion', completedOn: '2026-11-28', count: 2 };
    expect(await preview({ rrule: 'FREQ=DAILY;INTERVAL=3', ...rest })).toEqual([
      '2026-12-01',
      '2026-12-04',
    ]);
  });

  it.each([
    ['rrule', { rrule: 'FREQ=WEEKLY;BYDAYS=MO', start: '2026-11-24' }, 'BYDAYS'],
    ['rrule', { rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', start: '2026-11-24' }, ''],
    ['start', { rrule: 'FREQ=DAILY', start: '2026-02-30' }, 'a day that exists'],
    ['start', { rrule: 'FREQ=DAILY', start: '24.11.2026' }, 'a day like 2026-11-24'],
    ['count', { rrule: 'FREQ=DAILY', start: '2026-11-24', count: 1001 }, '1000'],
    ['timeZone', { rrule: 'FREQ=DAILY', start: '2026-11-24', timeZone: 'Mars/Olympus' }, 'IANA'],
    ['anchor', { rrule: 'FREQ=DAILY', start: '2026-11-24', anchor: 'now' }, ''],
  ])('names %s where it is wrong: %j', async (field, input, word) => {
    const refused = preview(input);
    await expect(refused).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    await expect(refused).rejects.toThrow(field);
    await expect(refused).rejects.toThrow(word);
  });

  it('answers or refuses a rule of each second since 1900 without walking to today', async () => {
    const rrule = 'FREQ=SECONDLY';
    const found = await preview({
      rrule,
      start: '1900-01-01T00:00:00',
      after: '2026-11-24',
      count: 1000,
    });
    expect(found).toHaveLength(1000);
    expect(found[0]).toBe('2026-11-25T00:00:00');
  });
});

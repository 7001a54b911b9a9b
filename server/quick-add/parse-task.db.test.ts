import { afterAll, beforeAll, expect, it } from 'vitest';
import { createStage } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { callProcedure } from '../trpc/call-procedure.ts';
import type { TaskParseOutput } from './schema.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage.world.close());

const usual = { timeZone: 'Europe/Moscow', locale: 'ru', now: '2026-11-24T10:30:00Z', text: '' };
const parse = async (input: object) =>
  (await callProcedure(stage.owner.ctx(), 'task.parse', { ...usual, ...input })) as TaskParseOutput;

it('tells what is understood, where it stands, and the instant of the due', async () => {
  const text = 'Позвонить Ане завтра в 5 вечера #дом @звонки !2 // про ключи';
  expect(await parse({ text })).toEqual({
    title: 'Позвонить Ане',
    dueOn: '2026-11-25',
    dueTime: '17:00',
    dueAt: '2026-11-25T14:00:00.000Z',
    timeZone: 'Europe/Moscow',
    priority: 2,
    project: 'дом',
    labels: ['звонки'],
    assignees: [],
    notes: 'про ключи',
    spans: [
      { start: 14, end: 31, kind: 'due', value: '2026-11-25T17:00' },
      { start: 32, end: 36, kind: 'project', value: 'дом' },
      { start: 37, end: 44, kind: 'label', value: 'звонки' },
      { start: 45, end: 47, kind: 'priority', value: '2' },
      { start: 48, end: 60, kind: 'notes', value: 'про ключи' },
    ],
    next: [],
  });
});

it('tells the first five days of a repeat, each with its time', async () => {
  expect(await parse({ text: 'созвон every 2nd вт в 15:00 #работа' })).toMatchObject({
    title: 'созвон',
    rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU',
    anchor: 'schedule',
    next: [
      '2026-11-24T15:00',
      '2026-12-08T15:00',
      '2026-12-22T15:00',
      '2027-01-05T15:00',
      '2027-01-19T15:00',
    ],
  });
  const done = await parse({
    text: 'полить каждые 3 дня после выполнения',
    now: '2028-02-27T12:00:00Z',
  });
  expect(done).toMatchObject({ anchor: 'completion' });
  expect(done.next.slice(0, 2)).toEqual(['2028-02-27', '2028-03-01']);
});

it('reads no part that is to stay text', async () => {
  const text = 'Watch Tomorrow friday';
  const literal = [{ start: 6, end: 14 }];
  expect(await parse({ text, literal })).toMatchObject({ title: 'Watch Tomorrow' });
});

it.each([
  ['text', { text: 'a'.repeat(65_536) }],
  ['text', { text: 'я'.repeat(40_000) }],
  ['timeZone', { timeZone: 'Moscow' }],
  ['dateOrder', { dateOrder: 'ymd' }],
  ['dayStart', { dayStart: '4:30' }],
  ['now', { now: 'yesterday' }],
])('names %s where it is wrong', async (field, input) => {
  const issues = [{ path: [field] }];
  await expect(parse(input)).rejects.toMatchObject({ code: 'BAD_REQUEST', cause: { issues } });
});

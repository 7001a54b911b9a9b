import { beforeEach, expect, test } from 'vitest';
import { projectRow, taskId, taskRow, userId, userRow } from '../testing/rows.ts';
import { selectDaysOf } from './days.ts';
import { createStore } from './store.ts';
import type { Store } from './store.ts';

let store: Store;
const [a, b, c, d] = [1, 2, 3, 4].map((n) => taskId(n));
const week = { from: '2026-11-23', before: '2026-11-30' };

beforeEach(() => {
  store = createStore();
  store.put('users', [userRow()]);
  store.put('projects', [projectRow()]);
});

const put = (...rows: Parameters<typeof taskRow>[0][]) =>
  store.put(
    'tasks',
    rows.map((row) => taskRow({ createdBy: userId, ...row })),
  );

test('tasks stand on the days on which they are due, by time', () => {
  put(
    { id: a!, dueOn: '2026-11-25', dueTime: '15:00' },
    { id: b!, dueOn: '2026-11-25', dueTime: '09:30' },
    { id: c!, dueOn: '2026-11-23' },
  );
  expect(selectDaysOf(week)(store)).toEqual({ '2026-11-23': [c], '2026-11-25': [b, a] });
});

test('the last day is not of the span, the first is; without an end nothing is too late', () => {
  put(
    { id: a!, dueOn: '2026-11-22' },
    { id: b!, dueOn: '2026-11-23' },
    { id: c!, dueOn: '2026-11-29' },
    { id: d!, dueOn: '2026-11-30' },
  );
  expect(Object.keys(selectDaysOf(week)(store))).toEqual(['2026-11-23', '2026-11-29']);
  const open = selectDaysOf({ from: week.from, before: null })(store);
  expect(Object.keys(open)).toEqual(['2026-11-23', '2026-11-29', '2026-11-30']);
});

test('what others do, what is done, and what an archived project has is not of it', () => {
  const other = '00000000-0000-7000-8000-c00000000009' as typeof userId;
  put(
    { id: a!, dueOn: '2026-11-24', createdBy: other },
    { id: b!, dueOn: '2026-11-24', status: 'done' },
    { id: c!, dueOn: '2026-11-24', assigneeIds: [other] },
    { id: d!, dueOn: '2026-11-24', assigneeIds: [userId], createdBy: other },
  );
  const select = selectDaysOf(week);
  expect(select(store)).toEqual({ '2026-11-24': [d] });
  store.put('projects', [projectRow({ version: 2, archivedAt: '2026-11-24T00:00:00.000Z' })]);
  expect(select(store)).toEqual({});
});

test('a task whose series stands still is not of it', () => {
  const series = {
    rrule: 'FREQ=DAILY',
    rdates: [],
    exdates: [],
    start: '2026-11-24',
    occurrenceOn: '2026-11-24',
    occurrencesDone: 0,
    anchor: 'schedule',
    missedPolicy: 'keep-one',
    resetSubtasks: false,
  } as const;
  const [rdates, exdates] = [[], []];
  const recurrence = { ...series, rdates, exdates, pausedAt: '2026-11-24T10:00:00.000Z' };
  put({ id: a!, dueOn: '2026-11-24', recurrence });
  expect(selectDaysOf(week)(store)).toEqual({});
  put({ id: a!, dueOn: '2026-11-24', recurrence: { ...recurrence, pausedAt: null }, version: 2 });
  expect(selectDaysOf(week)(store)).toEqual({ '2026-11-24': [a] });
});

test('a day that comes to it or leaves it is seen, and what stays the same keeps its identity', () => {
  put({ id: a!, dueOn: '2026-11-24' });
  const select = selectDaysOf(week);
  const before = select(store);
  put({ id: a!, dueOn: '2026-11-24', title: 'another name', version: 2 });
  expect(select(store)).toBe(before);
  put({ id: b!, dueOn: '2026-11-26' });
  expect(select(store)).toEqual({ '2026-11-24': [a], '2026-11-26': [b] });
  put({ id: b!, dueOn: '2026-12-26', version: 2 });
  expect(select(store)).toEqual({ '2026-11-24': [a] });
});

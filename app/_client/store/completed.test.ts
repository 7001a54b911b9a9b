import { beforeEach, expect, test } from 'vitest';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { taskId, taskRow, userId, userRow, workspaceId } from '../testing/rows.ts';
import { canTakeBack, completionOf, selectCompleted } from './completed.ts';
import type { Completion } from './completed.ts';
import { createStore } from './store.ts';
import type { Store } from './store.ts';

let store: Store;
const [a, b, c] = [taskId(1), taskId(2), taskId(3)];
const at = (hour: number) => `2026-11-26T${String(hour).padStart(2, '0')}:00:00.000Z`;
const now = () => at(20);
const daily = (fields: object = {}): NonNullable<TaskOutput['recurrence']> => ({
  rrule: 'FREQ=DAILY',
  rdates: [],
  exdates: [],
  start: '2026-11-25',
  occurrenceOn: '2026-11-25',
  occurrencesDone: 0,
  anchor: 'schedule',
  missedPolicy: 'keep-one',
  resetSubtasks: false,
  pausedAt: null,
  ...fields,
});

beforeEach(() => {
  store = createStore();
  store.put('users', [userRow()]);
});

const done = (id: string, hour: number, more: object = {}) =>
  taskRow({ id, status: 'done', completedAt: at(hour), ...more });
const told = (task: ReturnType<typeof taskRow>, more: Partial<Completion> = {}): Completion => ({
  ...completionOf({
    task,
    completedAt: task.completedAt ?? at(9),
    completedBy: userId,
    occurrenceOn: null,
    isLast: true,
  }),
  ...more,
});
const shown = (list: readonly Completion[]) =>
  list.map(({ taskId: id, occurrenceOn }) => [id, occurrenceOn].filter(Boolean).join(' '));
const select = (items: readonly Completion[] | null, by: string | null = userId) =>
  selectCompleted({ workspaceId, by, told: items }, now);
const patch = (id: string, fields: object) =>
  store.addPatch({ table: 'tasks', id, apply: (row) => row && { ...row, ...fields } });

test('what was told is shown newest first, but for what was opened again, closed anew or deleted', () => {
  const [x, y, z] = [done(a, 8), done(b, 9), done(c, 10)];
  store.put('tasks', [x, y, z]);
  const of = select([told(x), told(y), told(z)]);
  expect(shown(of(store))).toEqual([c, b, a]);
  store.put('tasks', [{ ...z, version: 2, status: 'open', completedAt: null }]);
  store.put('tasks', [{ ...y, version: 2, completedAt: at(11) }]);
  expect(shown(of(store))).toEqual([a]);
  store.lose('tasks', a);
  expect(shown(of(store))).toEqual([]);
});

test('an occurrence is there until its task stands at it again', () => {
  const task = taskRow({
    id: a,
    recurrence: daily({ occurrenceOn: '2026-11-27', occurrencesDone: 2 }),
  });
  store.put('tasks', [task]);
  const days = ['2026-11-26', '2026-11-25'];
  const of = select(
    days.map((day, n) => told(task, { occurrenceOn: day, completedAt: at(10 - n) })),
  );
  expect(shown(of(store))).toEqual(days.map((day) => `${a} ${day}`));
  store.put('tasks', [
    { ...task, version: 2, recurrence: daily({ occurrenceOn: '2026-11-26', occurrencesDone: 1 }) },
  ]);
  expect(shown(of(store))).toEqual([`${a} 2026-11-25`]);
});

test('what is completed here is there at once, and stays until the server tells of it', () => {
  store.put('tasks', [taskRow({ id: a })]);
  const of = select([]);
  expect(of(store)).toEqual([]);
  const completing = {
    table: 'tasks',
    id: a,
    apply: (row: object) => ({ ...row, status: 'done', completedAt: at(12) }),
  };
  store.addPatch(completing as never);
  expect(of(store)).toMatchObject([{ taskId: a, completedBy: userId, completedAt: at(12) }]);
  store.put('tasks', [done(a, 12, { version: 2 })]);
  store.removePatch(completing as never);
  expect(shown(of(store))).toEqual([a]);
  expect(shown(select([told(done(a, 12))])(store))).toEqual([a]);
});

test('an occurrence that is completed here counts from now, until it is taken back', () => {
  store.put('tasks', [taskRow({ id: a, recurrence: daily({ occurrenceOn: '2026-11-26' }) })]);
  const of = select([]);
  const going = { recurrence: daily({ occurrenceOn: '2026-11-27', occurrencesDone: 1 }) };
  const completing = { table: 'tasks', id: a, apply: (row: object) => ({ ...row, ...going }) };
  store.addPatch(completing as never);
  expect(of(store)).toMatchObject([{ occurrenceOn: '2026-11-26', completedAt: now() }]);
  store.removePatch(completing as never);
  expect(of(store)).toEqual([]);
});

test('what is completed here is not what another person completed', () => {
  store.put('tasks', [taskRow({ id: a })]);
  patch(a, { status: 'done', completedAt: at(12) });
  expect(select([], 'somebody else')(store)).toEqual([]);
  expect(shown(select([], null)(store))).toEqual([a]);
});

test('without an answer what the device holds counts: done, not cancelled, of this workspace', () => {
  const other = '00000000-0000-7000-8000-a00000000009' as typeof workspaceId;
  store.put('tasks', [
    done(a, 8),
    taskRow({ id: b, status: 'cancelled', completedAt: at(9) }),
    done(c, 10, { workspaceId: other }),
  ]);
  expect(shown(select(null)(store))).toEqual([a]);
});

test('only the last completion can be taken back, as long as its series stands where it put it', () => {
  const task = taskRow({
    id: a,
    recurrence: daily({ occurrenceOn: '2026-11-27', occurrencesDone: 2 }),
  });
  const last = told(task, { occurrenceOn: '2026-11-26' });
  expect(canTakeBack(last, task)).toBe(true);
  expect(canTakeBack({ ...last, isLast: false }, task)).toBe(false);
  const gone = { ...task, recurrence: daily({ occurrenceOn: '2026-11-28', occurrencesDone: 2 }) };
  expect(canTakeBack(last, gone)).toBe(false);
});

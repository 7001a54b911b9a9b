import { beforeAll, describe, expect, test } from 'vitest';
import type { Recurrence } from '../../../server/domain/recurrence/task-series.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import type { InputOf } from '../contract.ts';
import { projectRow, taskId, taskRow, userRow, workspaceId } from '../testing/rows.ts';
import { createWorld } from '../testing/world.ts';
import { loadRepeats } from './late-repeats.ts';
import type { Host } from '../testing/world.ts';

beforeAll(loadRepeats);

/** A page at midnight UTC that begins 2 January 2026, a Friday; its person counts days in UTC. */
function open(tasks: TaskOutput[], host?: Host) {
  const world = createWorld({}, host ? { host } : {});
  world.start();
  world.store.put('users', [userRow()]);
  world.store.put('projects', [projectRow()]);
  world.store.put('tasks', tasks);
  const get = (n: number) => world.store.get('tasks', taskId(n));
  return { ...world, store: world.store, outbox: world.outbox, get };
}
type Page = ReturnType<typeof open>;

const daily: Recurrence = {
  rrule: 'FREQ=DAILY',
  rdates: [],
  exdates: [],
  start: '2026-01-01',
  occurrenceOn: '2026-01-05',
  occurrencesDone: 3,
  anchor: 'schedule',
  missedPolicy: 'keep-one',
  resetSubtasks: false,
  pausedAt: null,
};
const repeating = (fields: Partial<TaskOutput> = {}, series: Partial<Recurrence> = {}) =>
  taskRow({
    id: taskId(1),
    dueOn: '2026-01-05',
    timeZone: 'UTC',
    recurrence: { ...daily, ...series },
    ...fields,
  });
const ref = { workspaceId, taskId: taskId(1) };
const complete = ({ outbox }: Page, occurrenceOn = '2026-01-05') =>
  outbox.run('task.complete', { ...ref, occurrenceOn });

describe('completing an occurrence', () => {
  test('moves the due at once; time and zone stay, and the instant is left to the server', () => {
    const timed = { dueTime: '09:30', dueAt: '2026-01-05T09:30:00.000Z', startOn: '2026-01-03' };
    const page = open([repeating(timed)]);
    complete(page);
    expect(page.get(1)).toMatchObject({
      status: 'open',
      completedAt: null,
      dueOn: '2026-01-06',
      dueTime: '09:30',
      dueAt: null,
      timeZone: 'UTC',
      startOn: '2026-01-04',
      recurrence: { ...daily, occurrenceOn: '2026-01-06', occurrencesDone: 4 },
    });
  });

  test.each([
    ['Pacific/Kiritimati', '2026-01-02'],
    ['Pacific/Pago_Pago', '2026-01-01'],
  ])('is done on the day that it is in %s', (timeZone, today) => {
    const series = { anchor: 'completion', rrule: 'FREQ=DAILY;INTERVAL=10' } as const;
    const page = open([
      repeating({ timeZone, dueOn: '2025-12-01' }, { ...series, occurrenceOn: '2025-12-01' }),
    ]);
    complete(page, '2025-12-01');
    expect(page.get(1)?.dueOn).toBe(today === '2026-01-02' ? '2026-01-12' : '2026-01-11');
  });

  test('is done on the day that the person’s own still is, before it begins', () => {
    const page = open([repeating({ dueOn: '2026-01-01' }, { occurrenceOn: '2026-01-01' })]);
    page.store.put('users', [{ ...userRow(), dayStart: '04:00' }]);
    complete(page, '2026-01-01');
    expect(page.get(1)?.dueOn).toBe('2026-01-02');
    // Where the person is their day has begun, though it is early in the zone of the task.
    const other = open([repeating({ dueOn: '2026-01-01' }, { occurrenceOn: '2026-01-01' })]);
    other.store.put('users', [{ ...userRow(), timeZone: 'Asia/Tokyo', dayStart: '04:00' }]);
    complete(other, '2026-01-01');
    expect(other.get(1)?.dueOn).toBe('2026-01-03');
  });

  test('counts from the day that it was meant for, not from a due that was moved', () => {
    const page = open([repeating({ dueOn: '2026-01-09' })]);
    complete(page);
    expect(page.get(1)?.dueOn).toBe('2026-01-06');
  });

  test('that is not the present one changes nothing, nor does one that the server has moved on', () => {
    const page = open([repeating()]);
    complete(page, '2026-01-04');
    expect(page.get(1)).toEqual(repeating());
    complete(page);
    const moved = { ...daily, occurrenceOn: '2026-01-06', occurrencesDone: 4 };
    page.store.put('tasks', [repeating({ dueOn: '2026-01-06', version: 2, recurrence: moved })]);
    expect(page.get(1)).toMatchObject({ dueOn: '2026-01-06', recurrence: moved });
    complete(page, '2026-01-06');
    expect(page.get(1)).toMatchObject({ dueOn: '2026-01-07', recurrence: { occurrencesDone: 5 } });
  });

  test('of the last one is done, with what is open below it', () => {
    const page = open([
      repeating({}, { rrule: 'FREQ=DAILY;UNTIL=20260105', resetSubtasks: true }),
      taskRow({ id: taskId(2), parentId: taskId(1) }),
    ]);
    complete(page);
    expect(page.get(1)).toMatchObject({ status: 'done', dueOn: '2026-01-05' });
    expect(page.get(1)?.recurrence).toMatchObject({ occurrencesDone: 4 });
    expect(page.get(2)?.status).toBe('done');
  });

  test.each([
    [true, 'open', 'open'],
    [false, 'done', 'done'],
  ])('with subtasks that are reset: %s', (resetSubtasks, closed, open_) => {
    const page = open([
      repeating({}, { resetSubtasks }),
      taskRow({ id: taskId(2), parentId: taskId(1), status: 'done', completedAt: 'then' }),
      taskRow({ id: taskId(3), parentId: taskId(1) }),
    ]);
    complete(page);
    expect(page.get(2)?.status).toBe(closed);
    expect(page.get(3)?.status).toBe(open_);
  });

  test('in bulk is that of each', () => {
    const page = open([repeating(), taskRow({ id: taskId(2) })]);
    const taskIds = [taskId(1), taskId(2)];
    page.outbox.run('task.bulk', { workspaceId, taskIds, action: 'complete' });
    expect(page.get(1)).toMatchObject({ status: 'open', dueOn: '2026-01-06' });
    expect(page.get(2)).toMatchObject({ status: 'done' });
  });

  test('is taken back by undo at once, also when it was answered', async () => {
    const next = { ...daily, occurrenceOn: '2026-01-06', occurrencesDone: 4 };
    const answered = repeating({ dueOn: '2026-01-06', version: 2, recurrence: next });
    const page = open([repeating()], {
      visible: () => ({ tasks: [answered], comments: [] }),
      push: (ops) =>
        ops.map(({ opId }) => ({
          opId: opId as never,
          status: 'ok',
          seq: null,
          output: { ...answered, alreadyCompleted: true },
        })),
    });
    const { opId: groupId } = complete(page);
    await page.settle();
    await page.decide(0, 'ok');
    expect(page.get(1)).toEqual(answered);
    page.outbox.run('change.undo', { workspaceId, groupId });
    expect(page.get(1)).toMatchObject({ dueOn: '2026-01-05', recurrence: daily });
  });
});

describe('a repeat that is set', () => {
  type Set = NonNullable<InputOf<'task.update'>['set']>;
  const set = ({ outbox }: Page, fields: Set) => outbox.run('task.update', { ...ref, set: fields });

  test('begins on the due, else today, in the zone of the task', () => {
    const page = open([
      taskRow({ id: taskId(1) }),
      taskRow({ id: taskId(2), dueOn: '2026-02-03' }),
    ]);
    set(page, { recurrence: { rrule: 'rrule:byday=MO;freq=WEEKLY' } });
    expect(page.get(1)).toMatchObject({ dueOn: '2026-01-05', timeZone: 'UTC' });
    expect(page.get(1)?.recurrence).toEqual({
      ...daily,
      rrule: 'FREQ=WEEKLY;BYDAY=MO',
      start: '2026-01-02',
      occurrencesDone: 0,
    });
    set(page, { dueOn: '2026-01-07' });
    expect(page.get(1)).toMatchObject({ dueOn: '2026-01-07', timeZone: 'UTC' });
    expect(page.get(1)?.recurrence).toMatchObject({ occurrenceOn: '2026-01-05' });
  });

  test('goes on where it stands with the same rule, and ends with null', () => {
    const page = open([repeating({ dueOn: '2026-01-09' })]);
    set(page, { recurrence: { rrule: 'FREQ=DAILY', missedPolicy: 'skip' } });
    expect(page.get(1)).toMatchObject({
      dueOn: '2026-01-09',
      recurrence: { ...daily, missedPolicy: 'skip' },
    });
    set(page, { recurrence: null });
    expect(page.get(1)).toMatchObject({ dueOn: '2026-01-09', timeZone: null, recurrence: null });
  });

  test('with a rule that the server refuses changes nothing', () => {
    const page = open([repeating()]);
    set(page, { recurrence: { rrule: 'FREQ=HOURLY' } });
    expect(page.get(1)).toEqual(repeating());
  });

  test('of a new task is there before it is saved', () => {
    const page = open([]);
    const recurrence = { rrule: 'FREQ=DAILY', timeZone: 'Asia/Tokyo' };
    const input = { workspaceId, projectId: projectRow().id, id: taskId(1), title: 'Water' };
    page.outbox.run('task.create', { ...input, dueOn: '2026-01-05', recurrence });
    expect(page.get(1)).toMatchObject({ dueOn: '2026-01-05', timeZone: 'Asia/Tokyo' });
    expect(page.get(1)?.recurrence).toMatchObject({ start: '2026-01-05', occurrencesDone: 0 });
  });
});

import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { undoChange } from '../change/undo-change.ts';
import { listChanges } from '../change/list-changes.ts';
import { dayIn } from '../domain/due.ts';
import type { GroupId, OpId, TaskId } from '../domain/ids.ts';
import { plantBug } from '../platform/bugs.ts';
import { recurrenceInput } from '../recurrence/schema.ts';
import { createStage, fiveTests } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { testId } from '../testing/world.ts';
import { updateAccount } from '../account/update-account.ts';
import { bulkTasks } from './bulk-tasks.ts';
import { cancelTask } from './cancel-task.ts';
import { completeTask } from './complete-task.ts';
import { createTask } from './create-task.ts';
import { getTask } from './get-task.ts';
import { listHotTasks } from './list-hot-tasks.ts';
import { reopenTask } from './reopen-task.ts';
import type {
  TaskCompleteInput,
  TaskCreateInput,
  TaskEditInput,
  TaskOutput,
  TaskUpdateInput,
} from './schema.ts';
import { skipTask } from './skip-task.ts';
import { updateTask } from './update-task.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage.world.close());
afterEach(() => plantBug(null));

const ctx = (on = stage) => on.owner.ctx();
const repeat = (more: object = {}) => recurrenceInput.parse({ rrule: 'FREQ=DAILY', ...more });
const make = (more: Partial<TaskCreateInput> = {}, on = stage) => {
  const { workspaceId, projectId } = on;
  return createTask(ctx(on), { workspaceId, projectId, title: 'Water', ...more });
};
/** Daily from 7 January 2030 on, unless said. */
const makeDaily = (more: Partial<TaskCreateInput> = {}, on = stage) =>
  make({ dueOn: '2030-01-07', recurrence: repeat(), ...more }, on);
const refOf = ({ id, workspaceId }: TaskOutput) => ({ workspaceId, taskId: id });
const get = (task: TaskOutput) => getTask(ctx(), refOf(task));
const set = (task: TaskOutput, fields: TaskUpdateInput['set']) =>
  updateTask(ctx(), { ...refOf(task), set: fields, add: {}, remove: {} });
const complete = (task: TaskOutput, occurrenceOn: string, opId?: OpId) =>
  completeTask(ctx(), { ...refOf(task), occurrenceOn, opId });
const reopen = (task: TaskOutput) => reopenTask(ctx(), refOf(task));
const bulk = (tasks: TaskOutput[], action: 'complete' | 'reopen', opId?: OpId) =>
  bulkTasks(ctx(), {
    workspaceId: stage.workspaceId,
    taskIds: tasks.map(({ id }) => id),
    action,
    opId,
  });
const undo = (opId: OpId) =>
  undoChange(ctx(), {
    workspaceId: stage.workspaceId,
    groupId: opId as string as GroupId,
    dryRun: false,
  });
const content = ({ version: _, updatedAt: __, ...rest }: TaskOutput) => rest;
const completionsOf = async ({ id }: TaskOutput) => {
  const found = await stage.world.runtime.db.execute<{ day: string; reset: TaskId[] }>(
    sql`SELECT occurrence_on::text AS day, reset_subtask_ids AS reset FROM completions WHERE task_id = ${id} ORDER BY 1`,
  );
  return found.rows;
};
const daysDone = async (task: TaskOutput) => (await completionsOf(task)).map(({ day }) => day);

describe('completing an occurrence', () => {
  test('moves the task to the next: its time and zone stay, its start at the same distance', async () => {
    const due = { dueTime: '09:30', timeZone: 'Europe/Berlin', startOn: '2030-03-27' };
    const recurrence = repeat({ rrule: 'FREQ=WEEKLY' });
    const task = await make({ dueOn: '2030-03-29', ...due, recurrence });
    expect(task.dueAt).toBe('2030-03-29T08:30:00.000Z');
    const next = await complete(task, '2030-03-29');
    expect(next).toMatchObject({
      status: 'open',
      completedAt: null,
      dueOn: '2030-04-05',
      dueTime: '09:30',
      timeZone: 'Europe/Berlin',
      dueAt: '2030-04-05T07:30:00.000Z',
      startOn: '2030-04-03',
      recurrence: { occurrenceOn: '2030-04-05', occurrencesDone: 1, start: '2030-03-29' },
      version: 2,
    });
    expect(next).not.toHaveProperty('alreadyCompleted');
    expect(await get(task)).toEqual(next);
    expect(await daysDone(task)).toEqual(['2030-03-29']);
  });

  test('is refused without its name, and by one that is neither present nor completed', async () => {
    const task = await makeDaily();
    await expect(completeTask(ctx(), refOf(task))).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      issues: [{ path: ['occurrenceOn'] }],
    });
    await expect(complete(task, '2030-01-08')).rejects.toMatchObject({
      code: 'CONFLICT',
      current: { id: task.id, version: 1 },
    });
    expect(await get(task)).toEqual(task);
  });

  test('twice answers with the task as it is, whatever version was expected', async () => {
    const task = await makeDaily();
    const next = await complete(task, '2030-01-07');
    const again = await completeTask(ctx(), {
      ...refOf(task),
      occurrenceOn: '2030-01-07',
      expectedVersion: 1,
    });
    expect(again).toEqual({ ...next, alreadyCompleted: true });
    await expect(
      completeTask(ctx(), { ...refOf(task), occurrenceOn: '2030-01-08', expectedVersion: 1 }),
    ).rejects.toMatchObject({ code: 'CONFLICT' });
    await set(task, { recurrence: null });
    expect(await complete(task, '2030-01-07')).toMatchObject({ alreadyCompleted: true });
    expect(await complete(task, '2030-01-08')).toMatchObject({ status: 'done' });
  });

  /** How often an occurrence counts that two devices complete at once. */
  async function countOfTwo(): Promise<number> {
    const task = await makeDaily();
    const both = await Promise.all([complete(task, '2030-01-07'), complete(task, '2030-01-07')]);
    expect(both).toHaveLength(2);
    return (await get(task)).recurrence?.occurrencesDone ?? 0;
  }

  test('by two devices at once completes it once; a server that ignores that is caught', async () => {
    expect(await countOfTwo()).toBe(1);
    plantBug('completed-twice');
    expect(await countOfTwo()).toBe(2);
  });

  /** A task of Mondays that was due first on 6 January 2020, after that day was completed today. */
  const makePassed = async (more: object = {}) => {
    const recurrence = repeat({ rrule: 'FREQ=WEEKLY', ...more });
    const task = await make({ dueOn: '2020-01-06', recurrence });
    return complete(task, '2020-01-06');
  };

  test('that the task went on over counts for its own day, once, and is taken back alone', async () => {
    const task = await makePassed();
    const opId = testId();
    const late = await complete(task, '2020-01-13', opId);
    const counted = { ...task.recurrence, occurrencesDone: 2 };
    expect(content(late)).toEqual({ ...content(task), recurrence: counted });
    expect(await complete(task, '2020-01-13')).toEqual({ ...late, alreadyCompleted: true });
    expect(await daysDone(task)).toEqual(['2020-01-06', '2020-01-13']);
    expect(await undo(opId)).toMatchObject({ skipped: [] });
    expect(content(await get(task))).toEqual(content(task));
    expect(await daysDone(task)).toEqual(['2020-01-06']);
  });

  test('that is none of the rule, or was left out, or is counted from when another was done, is a conflict', async () => {
    const isRefused = (task: TaskOutput, day: string) =>
      expect(complete(task, day)).rejects.toMatchObject({ code: 'CONFLICT' });
    const task = await makePassed();
    await isRefused(task, '2020-01-14');
    await isRefused(task, '2019-12-30');
    const left = await make({
      dueOn: '2020-01-06',
      recurrence: repeat({ rrule: 'FREQ=WEEKLY' }),
    });
    await skipTask(ctx(), { ...refOf(left), occurrenceOn: '2020-01-06' });
    await isRefused(left, '2020-01-06');
    await isRefused(await makePassed({ anchor: 'completion' }), '2020-01-13');
    const piled = await makePassed({ missedPolicy: 'pile-up' });
    await isRefused(piled, '2020-01-20');
  });

  /** The next day of a daily task whose due was moved from the 7th to the 10th. */
  async function nextOfMoved(): Promise<string | null> {
    const task = await makeDaily();
    await set(task, { dueOn: '2030-01-10' });
    return (await complete(task, '2030-01-07')).dueOn;
  }

  test('goes on from the day that it was meant for; one that counts from a moved due is caught', async () => {
    expect(await nextOfMoved()).toBe('2030-01-08');
    plantBug('advanced-from-due');
    expect(await nextOfMoved()).toBe('2030-01-11');
  });

  test.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago'])(
    'counts the day on which it was done in %s',
    async (timeZone) => {
      const recurrence = repeat({ rrule: 'FREQ=DAILY;INTERVAL=3', anchor: 'completion', timeZone });
      const task = await make({ dueOn: '2020-01-01', recurrence });
      const next = await complete(task, '2020-01-01');
      const done = dayIn(next.updatedAt, timeZone);
      expect(daysFrom(done, next.dueOn)).toBe(3);
    },
  );

  test('counts the day that the person’s own still is, before it begins', async () => {
    // All but a minute of a day is before such a start.
    const dayStart = '23:59';
    await updateAccount(ctx(), { set: { dayStart } });
    try {
      const today = dayIn(new Date().toISOString(), 'UTC', dayStart);
      const recurrence = repeat({ timeZone: 'UTC' });
      const task = await make({ dueOn: today, recurrence });
      const next = await complete(task, today);
      const done = dayIn(next.updatedAt, 'UTC', dayStart);
      expect(daysFrom(done, next.dueOn)).toBe(1);
    } finally {
      await updateAccount(ctx(), { set: { dayStart: '00:00' } });
    }
  });

  test('leaves missed ones out, or piles them up', async () => {
    const rrule = 'FREQ=WEEKLY';
    const task = await make({ dueOn: '2020-01-06', recurrence: repeat({ rrule }) });
    const next = await complete(task, '2020-01-06');
    const today = dayIn(next.updatedAt, 'Europe/Moscow');
    expect(daysFrom(today, next.dueOn)).toBeGreaterThan(0);
    expect(daysFrom(today, next.dueOn)).toBeLessThanOrEqual(7);
    const piling = repeat({ rrule, missedPolicy: 'pile-up' });
    const pile = await make({ dueOn: '2020-01-06', recurrence: piling });
    expect((await complete(pile, '2020-01-06')).dueOn).toBe('2020-01-13');
  });

  test('of the last one is as of any task, with what is open below it', async () => {
    const task = await makeDaily({ recurrence: repeat({ rrule: 'FREQ=DAILY;COUNT=2' }) });
    await complete(task, '2030-01-07');
    const below = await make({ parentId: task.id });
    const last = await complete(task, '2030-01-08');
    expect(last).toMatchObject({ status: 'done', dueOn: '2030-01-08' });
    expect(last.recurrence).toMatchObject({ occurrenceOn: '2030-01-08', occurrencesDone: 2 });
    expect(last.completedAt).not.toBeNull();
    expect(await get(below)).toMatchObject({ status: 'done' });
    expect(await daysDone(task)).toEqual(['2030-01-07', '2030-01-08']);
    expect(await complete(task, '2030-01-08')).toMatchObject({ alreadyCompleted: true });
  });

  test('takes it from hot tasks until it is due again', async () => {
    const task = await make({ recurrence: repeat() });
    const hot = async () => (await listHotTasks(ctx(), undefined)).items.map(({ id }) => id);
    expect(await hot()).toContain(task.id);
    await complete(task, task.dueOn ?? '');
    expect(await hot()).not.toContain(task.id);
    await reopen(task);
    expect(await hot()).toContain(task.id);
  });

  test('does not bring a day back that was completed, by another rule either', async () => {
    const task = await makeDaily();
    await complete(task, '2030-01-07');
    await complete(task, '2030-01-08');
    const back = { recurrence: repeat(), dueOn: '2030-01-06' };
    expect(await set(task, back)).toMatchObject({ dueOn: '2030-01-06' });
    expect(await complete(task, '2030-01-06')).toMatchObject({ dueOn: '2030-01-09' });
    expect(await set(task, { ...back, dueOn: '2030-01-07' })).toMatchObject({
      dueOn: '2030-01-09',
    });
  });

  test('is not what closes it with its parent, or what an import says: these end the series', async () => {
    const parent = await make();
    const task = await makeDaily({ parentId: parent.id });
    await complete(task, '2030-01-07');
    const standing = await get(task);
    await completeTask(ctx(), refOf(parent));
    expect(await get(task)).toMatchObject({ status: 'done', recurrence: standing.recurrence });
    expect(content(await reopen(task))).toEqual(content(standing));
    const imported = await completeTask(ctx(), refOf(task), { alone: true });
    expect(imported).toMatchObject({ status: 'done', recurrence: standing.recurrence });
    expect(content(await reopen(task))).toEqual(content(standing));
    expect(await daysDone(task)).toEqual(['2030-01-07']);
  });

  test('is not what cancelling does: that ends the series, until it is opened again', async () => {
    const task = await makeDaily();
    const cancelled = await cancelTask(ctx(), refOf(task));
    expect(cancelled).toMatchObject({ status: 'cancelled', recurrence: task.recurrence });
    expect(await reopen(task)).toMatchObject({ status: 'open', recurrence: task.recurrence });
    expect(await daysDone(task)).toEqual([]);
  });
});

describe('subtasks', () => {
  const resetting = () => makeDaily({ recurrence: repeat({ resetSubtasks: true }) });
  async function withBelow(task: TaskOutput): Promise<TaskOutput[]> {
    const done = await make({ parentId: task.id });
    const cancelled = await make({ parentId: done.id });
    const open = await make({ parentId: task.id });
    await cancelTask(ctx(), refOf(cancelled));
    await completeTask(ctx(), refOf(done));
    return Promise.all([done, cancelled, open].map(get));
  }
  const statuses = async (tasks: TaskOutput[]) =>
    (await Promise.all(tasks.map(get))).map(({ status }) => status);

  test('are closed with an occurrence', async () => {
    const task = await makeDaily();
    const below = await withBelow(task);
    await complete(task, '2030-01-07');
    expect(await statuses(below)).toEqual(['done', 'cancelled', 'done']);
  });

  test('are opened for the next one where they are reset, and closed as they were by reopening', async () => {
    const task = await resetting();
    const below = await withBelow(task);
    await complete(task, '2030-01-07');
    expect(await statuses(below)).toEqual(['open', 'open', 'open']);
    const [completion] = await completionsOf(task);
    expect(completion?.reset.toSorted()).toEqual(
      below
        .slice(0, 2)
        .map(({ id }) => id as string)
        .toSorted(),
    );
    await reopen(task);
    expect((await Promise.all(below.map(get))).map(content)).toEqual(below.map(content));
    expect(content(await get(task))).toEqual(content(task));
  });

  test('follow undo, and the undo of that', async () => {
    const task = await resetting();
    const below = await withBelow(task);
    const opId = testId<OpId>();
    const next = await complete(task, '2030-01-07', opId);
    const kept = await completionsOf(task);
    const { change, skipped } = await undo(opId);
    expect(skipped).toEqual([]);
    expect((await Promise.all(below.map(get))).map(content)).toEqual(below.map(content));
    expect(content(await get(task))).toEqual(content(task));
    expect(await completionsOf(task)).toEqual([]);
    await undo(change?.groupId as string as OpId);
    expect(content(await get(task))).toEqual(content(next));
    expect(await statuses(below)).toEqual(['open', 'open', 'open']);
    expect(await completionsOf(task)).toEqual(kept);
    await reopen(task);
    expect((await Promise.all(below.map(get))).map(content)).toEqual(below.map(content));
  });

  test('that repeat by themselves keep their own end', async () => {
    const task = await resetting();
    const own = await makeDaily({
      parentId: task.id,
      recurrence: repeat({ rrule: 'FREQ=DAILY;COUNT=1' }),
    });
    await complete(own, '2030-01-07');
    await complete(task, '2030-01-07');
    expect(await get(own)).toMatchObject({ status: 'done' });
  });
});

describe('reopening', () => {
  test('takes the last occurrence back, one after the other, and then nothing', async () => {
    const task = await makeDaily({ startOn: '2030-01-05' });
    await set(task, { dueOn: '2030-01-09' });
    const first = await get(task);
    const second = await complete(task, '2030-01-07');
    await complete(task, '2030-01-08');
    await set(task, { dueOn: '2030-02-01' });
    expect(content(await reopen(task))).toEqual(content(second));
    expect(content(await reopen(task))).toEqual(content(first));
    expect(await daysDone(task)).toEqual([]);
    const { version } = await get(task);
    expect(await reopen(task)).toMatchObject({ version });
  });

  test('opens a series that has ended at its last occurrence', async () => {
    const task = await makeDaily({ recurrence: repeat({ rrule: 'FREQ=DAILY;COUNT=1' }) });
    await complete(task, '2030-01-07');
    expect(content(await reopen(task))).toEqual(content(task));
    const last = await complete(task, '2030-01-07');
    expect(last).toMatchObject({ status: 'done' });
    await cancelTask(ctx(), refOf(task));
    expect(content(await reopen(task))).toEqual(content(task));
  });

  test('takes nothing back of a series that was begun anew', async () => {
    const task = await makeDaily();
    await complete(task, '2030-01-07');
    const anew = await set(task, { recurrence: repeat({ rrule: 'FREQ=WEEKLY' }) });
    expect(await reopen(task)).toEqual(anew);
    expect(await daysDone(task)).toEqual(['2030-01-07']);
  });
});

describe('history', () => {
  test('tells of each occurrence, and undo of an earlier one changes nothing', async () => {
    const task = await makeDaily();
    const opId = testId<OpId>();
    await complete(task, '2030-01-07', opId);
    const present = await complete(task, '2030-01-08');
    const { items } = await listChanges(ctx(), { ...refOf(task), limit: 10 });
    expect(items.slice(0, 2).map(({ type, before }) => [type, before['occurrenceOn']])).toEqual([
      ['task.completed', '2030-01-08'],
      ['task.completed', '2030-01-07'],
    ]);
    const { applied, skipped } = await undo(opId);
    expect(applied).toEqual([]);
    expect(skipped[0]).toMatchObject({ reason: 'changed-since', changedBy: stage.owner.userId });
    expect(await get(task)).toEqual(present);
    expect(await daysDone(task)).toHaveLength(2);
  });
});

test('history names the day of the last occurrence too, when it is done and when that is taken back', async () => {
  const task = await makeDaily({ recurrence: repeat({ rrule: 'FREQ=DAILY;COUNT=1' }) });
  const opId = testId<OpId>();
  const day = { occurrenceOn: '2030-01-07' };
  await complete(task, '2030-01-07');
  await reopen(task);
  await complete(task, '2030-01-07', opId);
  await undo(opId);
  expect(content(await get(task))).toEqual(content(task));
  const { items } = await listChanges(ctx(), { ...refOf(task), limit: 4 });
  const [back, done] = ['task.reopened', 'task.completed'].map((type) => ({
    type,
    before: day,
    after: day,
  }));
  expect(items).toMatchObject([back, done, back, done]);
});

test('the last occurrence is not completed again by undo where the one before it was taken back since', async () => {
  const task = await makeDaily({ recurrence: repeat({ rrule: 'FREQ=DAILY;COUNT=2' }) });
  const [first, back] = [testId<OpId>(), testId<OpId>()];
  await complete(task, '2030-01-07', first);
  await complete(task, '2030-01-08');
  await reopenTask(ctx(), { ...refOf(task), opId: back });
  await undo(first);
  const { applied, skipped } = await undo(back);
  expect(applied).toEqual([]);
  expect(skipped[0]).toMatchObject({ reason: 'changed-since', changedBy: stage.owner.userId });
  expect(content(await get(task))).toEqual(content(task));
  expect(await daysDone(task)).toEqual([]);
});

describe('task.bulk', () => {
  test('completes the present occurrence of each, as one undo', async () => {
    const tasks = [await makeDaily(), await make(), await makeDaily({ dueOn: '2030-05-01' })];
    const opId = testId<OpId>();
    const { items } = await bulk(tasks, 'complete', opId);
    expect(items.map(({ status, dueOn }) => [status, dueOn])).toEqual([
      ['open', '2030-01-08'],
      ['done', null],
      ['open', '2030-05-02'],
    ]);
    expect(items).toEqual(await Promise.all(tasks.map(get)));
    await undo(opId);
    expect((await Promise.all(tasks.map(get))).map(content)).toEqual(tasks.map(content));
  });

  test('opens series that have ended, and takes nothing back of open ones', async () => {
    const rrule = 'FREQ=DAILY;COUNT=1';
    const ended = await makeDaily({ recurrence: repeat({ rrule }) });
    const open = await makeDaily();
    await bulk([ended, open], 'complete');
    const { items } = await bulk([ended, open], 'reopen');
    expect(items[0] && content(items[0])).toEqual(content(ended));
    expect(items[1]).toMatchObject({ dueOn: '2030-01-08' });
  });
});

const daysFrom = (from: string, to: string | null) =>
  (Date.parse(to ?? '') - Date.parse(from)) / 86_400_000;

fiveTests<TaskCompleteInput, TaskOutput>({
  name: 'task.complete of an occurrence',
  verb: completeTask,
  input: async (on) => ({ ...refOf(await makeDaily({}, on)), occurrenceOn: '2030-01-07' }),
  happy: (task) => expect(task).toMatchObject({ dueOn: '2030-01-08', version: 2 }),
});

fiveTests<TaskEditInput, TaskOutput>({
  name: 'task.reopen of an occurrence',
  verb: reopenTask,
  input: async (on) => {
    const ref = refOf(await makeDaily({}, on));
    await completeTask(ctx(on), { ...ref, occurrenceOn: '2030-01-07' });
    return ref;
  },
  happy: (task) => expect(task).toMatchObject({ dueOn: '2030-01-07', version: 3 }),
});

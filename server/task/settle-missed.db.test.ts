import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { closeAll } from '../boot/open-instance.ts';
import type { Instance, Opened } from '../boot/open-instance.ts';
import { openWork } from '../boot/work.ts';
import { listChanges } from '../change/list-changes.ts';
import { undoChange } from '../change/undo-change.ts';
import { listCompleted } from '../completion/list-completed.ts';
import { dayIn } from '../domain/due.ts';
import { plantBug } from '../platform/bugs.ts';
import type { Ctx } from '../platform/context.ts';
import { createProject } from '../project/create-project.ts';
import { deleteProject } from '../project/delete-project.ts';
import { recurrenceInput } from '../recurrence/schema.ts';
import { createStage } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { testId } from '../testing/world.ts';
import { bulkTasks } from './bulk-tasks.ts';
import { cancelTask } from './cancel-task.ts';
import { completeTask } from './complete-task.ts';
import { createTask } from './create-task.ts';
import { getTask } from './get-task.ts';
import { listHotTasks } from './list-hot-tasks.ts';
import { reopenTask } from './reopen-task.ts';
import { pauseTask } from './pause-task.ts';
import { resumeTask } from './resume-task.ts';
import { settleMissed } from './settle-missed.ts';
import type { TaskCreateInput, TaskOutput } from './schema.ts';
import { updateTask } from './update-task.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage.world.close());
afterEach(() => plantBug(null));

const ctx = () => stage.owner.ctx();
const repeat = (more: object = {}) =>
  recurrenceInput.parse({ rrule: 'FREQ=DAILY', missedPolicy: 'skip', timeZone: 'UTC', ...more });
const make = (more: Partial<TaskCreateInput> = {}) => {
  const { workspaceId, projectId } = stage;
  const due = { dueOn: '2020-01-07', recurrence: repeat() };
  return createTask(ctx(), { workspaceId, projectId, title: 'Water', ...due, ...more });
};
const refOf = ({ id, workspaceId }: TaskOutput) => ({ workspaceId, taskId: id });
const get = (task: TaskOutput) => getTask(ctx(), refOf(task));
const settle = (step?: { page: number; atOnce: number }) =>
  settleMissed(stage.world.runtime, new AbortController().signal, step);
const missedOf = async (task: TaskOutput) => {
  const { items } = await listChanges(ctx(), { ...refOf(task), limit: 20 });
  return items.filter(({ type }) => type === 'task.missed');
};
const todayIn = (timeZone: string) =>
  dayIn(stage.world.runtime.clock.now().toISOString(), timeZone);
const dayAt = (day: string, offset: number) =>
  new Date(Date.parse(day) + offset * 86_400_000).toISOString().slice(0, 10);

describe('the end of a day', () => {
  test('takes a task to the first day from today on, and the history names what was missed', async () => {
    const today = todayIn('UTC');
    const dueOn = dayAt(today, -20);
    const task = await make({
      dueOn,
      startOn: dayAt(dueOn, -1),
      dueTime: '09:30',
      timeZone: 'UTC',
      recurrence: repeat({ rrule: 'FREQ=DAILY;INTERVAL=10' }),
    });
    expect(await settle()).toBeGreaterThan(0);
    expect(await get(task)).toMatchObject({
      dueOn: today,
      dueTime: '09:30',
      dueAt: `${today}T09:30:00.000Z`,
      startOn: dayAt(today, -1),
      status: 'open',
      recurrence: { occurrenceOn: today, occurrencesDone: 0 },
      version: 2,
    });
    expect(await missedOf(task)).toMatchObject([
      {
        actorId: null,
        undoable: false,
        before: { occurrenceOn: dueOn },
        after: { occurrenceOn: today, missed: [dueOn, dayAt(today, -10)], moreMissed: 0 },
      },
    ]);
    expect(await settle()).toBe(0);
  });

  test('names a hundred days, and how many more', async () => {
    const task = await make({ dueOn: dayAt(todayIn('UTC'), -130) });
    await settle();
    const [change] = await missedOf(task);
    expect(change?.after).toMatchObject({ missed: { length: 100 }, moreMissed: 30 });
  });

  test('leaves what does not say so, is paused, was moved to a later day, or is out of sight', async () => {
    const { workspaceId } = stage;
    const keep = await make({ recurrence: repeat({ missedPolicy: 'keep-one' }) });
    const pile = await make({ recurrence: repeat({ missedPolicy: 'pile-up' }) });
    const paused = await make();
    await pauseTask(ctx(), refOf(paused));
    const yearly = repeat({ rrule: 'FREQ=YEARLY' });
    const moved = await make({ recurrence: yearly });
    const set = { dueOn: todayIn('UTC') };
    await updateTask(ctx(), { ...refOf(moved), set, add: {}, remove: {} });
    const { id: projectId } = await createProject(ctx(), {
      workspaceId,
      name: 'Gone',
      colour: 'grey',
      private: false,
    });
    const gone = await make({ projectId });
    const before = await Promise.all([keep, pile, paused, moved].map(get));
    await deleteProject(ctx(), { workspaceId, projectId });
    expect(await settle()).toBe(0);
    expect(await Promise.all([keep, pile, paused, moved].map(get))).toEqual(before);
    const found = await stage.world.runtime.db.execute<{ version: number }>(
      sql`SELECT version FROM tasks WHERE id = ${gone.id}`,
    );
    expect(found.rows).toEqual([{ version: 1 }]);
  });

  test('comes in the zone of the task; one that goes by UTC is caught', async () => {
    const zones = ['Pacific/Kiritimati', 'Pacific/Pago_Pago'];
    const play = async () => {
      const tasks: TaskOutput[] = [];
      for (const timeZone of zones)
        for (const offset of [-1, 0])
          tasks.push(
            await make({
              dueOn: dayAt(todayIn(timeZone), offset),
              recurrence: repeat({ timeZone }),
            }),
          );
      await settle();
      const now = await Promise.all(tasks.map(get));
      return now.map(({ dueOn, timeZone }) => dueOn === todayIn(timeZone ?? ''));
    };
    expect(await play()).toEqual([true, true, true, true]);
    plantBug('missed-in-utc');
    expect(await play()).not.toEqual([true, true, true, true]);
  });

  test('reaches private projects, and takes hot rows along', async () => {
    const { workspaceId } = stage;
    const { id: projectId } = await createProject(ctx(), {
      workspaceId,
      name: 'Mine',
      colour: 'grey',
      private: true,
    });
    const rrule = 'FREQ=YEARLY';
    // Far enough ahead that the next day is not yet today in any viewer's zone.
    const ahead = dayAt(todayIn('UTC'), 3);
    const dueOn = `${Number(ahead.slice(0, 4)) - 1}${ahead.slice(4)}`.replace('02-29', '02-28');
    const task = await make({ projectId, dueOn, recurrence: repeat({ rrule }) });
    const isHot = async () =>
      (await listHotTasks(ctx(), { workspaceId })).items.some(({ id }) => id === task.id);
    expect(await isHot()).toBe(true);
    await settle();
    expect((await get(task)).dueOn).toMatch(/^\d{4}-/);
    expect(await isHot()).toBe(false);
  });

  test('ends a series that has no day left: the task is cancelled, with what is open below it', async () => {
    const { workspaceId } = stage;
    const task = await make({ recurrence: repeat({ rrule: 'FREQ=DAILY;COUNT=2' }) });
    const child = await createTask(ctx(), { workspaceId, parentId: task.id, title: 'Can' });
    await settle();
    expect(await get(task)).toMatchObject({ status: 'cancelled', dueOn: '2020-01-07' });
    expect((await get(child)).status).toBe('cancelled');
    const [change] = await missedOf(task);
    expect(change?.after).toMatchObject({ missed: ['2020-01-07', '2020-01-08'] });
  });

  test('counts a day that a device completed and told too late, once, and takes that back; a server that refuses it is caught', async () => {
    const late = async () => {
      const task = await make();
      await settle();
      const now = await get(task);
      const complete = () =>
        completeTask(ctx(), { ...refOf(task), occurrenceOn: '2020-01-08', opId: testId() });
      const completed = await complete();
      return { task, now, completed, again: await complete() };
    };
    const { task, now, completed, again } = await late();
    const { version: _, updatedAt: __, ...content } = now;
    expect(completed).toMatchObject({
      ...content,
      recurrence: { ...now.recurrence, occurrencesDone: 1 },
    });
    expect(again).toEqual({ ...completed, alreadyCompleted: true });
    const [change] = (await listChanges(ctx(), { ...refOf(task), limit: 20 })).items;
    expect(change).toMatchObject({ type: 'task.completed', after: { occurrenceOn: '2020-01-08' } });
    const undo = async (changeId: string) => {
      const { workspaceId } = stage;
      const undone = await undoChange(ctx(), { workspaceId, changeId, dryRun: false } as never);
      expect(undone).toMatchObject({ skipped: [] });
      return (await get(task)).recurrence;
    };
    expect(await undo(change?.id ?? '')).toEqual(now.recurrence);
    const [undone] = (await listChanges(ctx(), { ...refOf(task), limit: 20 })).items;
    expect(await undo(undone?.id ?? '')).toEqual(completed.recurrence);
    const never = { ...refOf(task), occurrenceOn: '2019-12-31' };
    await expect(completeTask(ctx(), never)).rejects.toMatchObject({ code: 'CONFLICT' });
    plantBug('late-completion-lost');
    await expect(late()).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  test.each([
    ['ended', 'undo', 2],
    ['ended', 'reopen', 2],
    ['open', 'undo', 5],
    ['open', 'reopen', 5],
  ])(
    'told late leaves the last one to be taken back: a series that is %s, by %s',
    async (...of) => {
      const [, way, days] = of;
      const today = todayIn('UTC');
      const [missed, last, end] = [-1, 0, days - 2].map((offset) => dayAt(today, offset));
      const rrule = `FREQ=DAILY;UNTIL=${end?.replaceAll('-', '')}`;
      const task = await make({ dueOn: missed, recurrence: repeat({ rrule }) });
      await settle();
      const before = await get(task);
      const complete = (occurrenceOn = '') => completeTask(ctx(), { ...refOf(task), occurrenceOn });
      const { workspaceId } = stage;
      const undo = (changeId: string) =>
        undoChange(ctx(), { workspaceId, changeId, dryRun: false } as never);
      const lastOfTask = async () =>
        (await listCompleted(ctx(), { workspaceId, limit: 50 })).items
          .filter((item) => item.task.id === task.id && item.isLast)
          .map(({ occurrenceOn }) => occurrenceOn);
      const stands = { status: 'open', recurrence: { ...before.recurrence, occurrencesDone: 1 } };
      await complete(last);
      const [change] = (await listChanges(ctx(), { ...refOf(task), limit: 20 })).items;
      await complete(missed);
      expect(await lastOfTask()).toEqual([last]);
      const changeId = change?.id ?? '';
      if (way === 'reopen') await reopenTask(ctx(), refOf(task));
      else expect(await undo(changeId)).toMatchObject({ skipped: [] });
      expect(await get(task)).toMatchObject(stands);
      expect(await undo(changeId)).toMatchObject({ change: null });
      expect(await lastOfTask()).toEqual([]);
      const [back] = (await listChanges(ctx(), { ...refOf(task), limit: 20 })).items;
      expect(await undo(back?.id ?? '')).toMatchObject({ skipped: [] });
      expect(await get(task)).toMatchObject({ recurrence: { occurrencesDone: 2 } });
      expect(await lastOfTask()).toEqual([last]);
    },
  );

  const late = (task: TaskOutput, occurrenceOn: string) =>
    completeTask(ctx(), { ...refOf(task), occurrenceOn, opId: testId() });
  const newestOf = async (task: TaskOutput) => {
    const [change] = (await listChanges(ctx(), { ...refOf(task), limit: 20 })).items;
    return change;
  };
  const undoNewest = async (task: TaskOutput) => {
    const { workspaceId } = stage;
    const changeId = (await newestOf(task))?.id ?? '';
    const input = { workspaceId, changeId, dryRun: false };
    expect(await undoChange(ctx(), input as never)).toMatchObject({ skipped: [] });
    return get(task);
  };
  const reopenMany = (of: Ctx, { workspaceId, taskId }: ReturnType<typeof refOf>) =>
    bulkTasks(of, { workspaceId, taskIds: [taskId], action: 'reopen' } as never);
  const completedOf = async (task: TaskOutput) => {
    const { items } = await listCompleted(ctx(), { workspaceId: stage.workspaceId, limit: 50 });
    return items
      .filter((item) => item.task.id === task.id)
      .map(({ occurrenceOn, isLast }) => [occurrenceOn, isLast]);
  };

  test.each(['FREQ=DAILY;COUNT=2', 'FREQ=DAILY;UNTIL=20200108', 'FREQ=DAILY;COUNT=1'])(
    'that ended a series leaves its last day to be told late: the task is done by it, and that is taken back (%s)',
    async (rrule) => {
      const last = rrule.endsWith('1') ? '2020-01-07' : '2020-01-08';
      const task = await make({ recurrence: repeat({ rrule }) });
      await settle();
      const cancelled = await get(task);
      expect(cancelled).toMatchObject({ status: 'cancelled', dueOn: '2020-01-07' });
      const isDone = {
        status: 'done',
        dueOn: '2020-01-07',
        recurrence: { ...cancelled.recurrence, occurrencesDone: 1 },
      };
      expect(await late(task, last)).toMatchObject(isDone);
      expect(await late(task, last)).toMatchObject({ ...isDone, alreadyCompleted: true });
      expect(await newestOf(task)).toMatchObject({
        type: 'task.completed',
        before: { occurrenceOn: last, status: 'cancelled' },
        after: { occurrenceOn: last, status: 'done' },
      });
      expect(await completedOf(task)).toEqual([[last, true]]);
      const { version: _, updatedAt: __, ...before } = cancelled;
      expect(await undoNewest(task)).toMatchObject(before);
      expect(await newestOf(task)).toMatchObject({
        type: 'task.reopened',
        after: { occurrenceOn: last, status: 'cancelled' },
      });
      expect(await completedOf(task)).toEqual([]);
      expect(await undoNewest(task)).toMatchObject(isDone);
      expect(await completedOf(task)).toEqual([[last, true]]);
      const opened = { ...before, status: 'open', completedAt: null };
      expect(await reopenTask(ctx(), refOf(task))).toMatchObject(opened);
      expect(await undoNewest(task)).toMatchObject(isDone);
      expect(await completedOf(task)).toEqual([[last, true]]);
    },
  );

  test('that ended a series leaves its other days to be told late too: each counts, and the last one ends it', async () => {
    for (const order of [
      ['2020-01-07', '2020-01-08', '2020-01-09'],
      ['2020-01-09', '2020-01-08', '2020-01-07'],
    ]) {
      const task = await make({ recurrence: repeat({ rrule: 'FREQ=DAILY;COUNT=3' }) });
      await settle();
      for (const day of order) await late(task, day);
      expect(await get(task)).toMatchObject({
        status: 'done',
        recurrence: { occurrencesDone: 3, occurrenceOn: '2020-01-07' },
      });
      await expect(late(task, '2020-01-10')).rejects.toMatchObject({ code: 'CONFLICT' });
    }
  });

  test.each([
    ['the last one told last', ['2020-01-07', '2020-01-08', '2020-01-09'], '2020-01-09'],
    ['all told, and cancelled', ['2020-01-07', '2020-01-08', '2020-01-09'], '2020-01-09'],
    ['one not told', ['2020-01-09', '2020-01-07'], '2020-01-09'],
    ['the first one told, and no end', ['2020-01-07'], '2020-01-08'],
    ['two told, and no end', ['2020-01-08', '2020-01-07'], '2020-01-09'],
  ])('is reopened at a day that is not completed: %s', async (name, days, opened) => {
    for (const reopen of [reopenTask, reopenMany]) {
      const task = await make({
        startOn: '2020-01-06',
        recurrence: repeat({ rrule: 'FREQ=DAILY;COUNT=3' }),
      });
      await settle();
      for (const day of days) await late(task, day);
      if (name.endsWith('cancelled')) await cancelTask(ctx(), refOf(task));
      const { version: _, updatedAt: __, ...closed } = await get(task);
      const completed = await completedOf(task);
      await reopen(ctx(), refOf(task));
      const open = await get(task);
      const left = completed.filter(([day]) => day !== opened).length;
      expect(open).toMatchObject({
        status: 'open',
        completedAt: null,
        dueOn: opened,
        startOn: dayAt(opened, -1),
        recurrence: { occurrenceOn: opened, occurrencesDone: left },
      });
      expect(await completedOf(task)).toHaveLength(left);
      expect(await undoNewest(task)).toMatchObject(closed);
      expect(await completedOf(task)).toEqual(expect.arrayContaining(completed));
      const { version: ___, updatedAt: ____, ...again } = open;
      expect(await undoNewest(task)).toMatchObject(again);
      expect(await late(task, opened)).not.toHaveProperty('alreadyCompleted');
      expect((await get(task)).status).toBe('done');
    }
  });

  test('leaves a day that a pause went over and that was told late: undo does not go back to it', async () => {
    const task = await make({ recurrence: repeat({ rrule: 'FREQ=DAILY' }) });
    await pauseTask(ctx(), refOf(task));
    await resumeTask(ctx(), refOf(task));
    const changeId = (await newestOf(task))?.id ?? '';
    await late(task, '2020-01-07');
    const now = await get(task);
    const input = { workspaceId: stage.workspaceId, changeId, dryRun: false };
    expect(await undoChange(ctx(), input as never)).toMatchObject({ change: null });
    expect(await get(task)).toEqual(now);
    await undoNewest(task);
    expect(await undoChange(ctx(), input as never)).toMatchObject({ skipped: [] });
    expect((await get(task)).dueOn).toBe('2020-01-07');
  });

  test('leaves days that fulfil COUNT by completion: the task is done by the last, with what is below it, and that is taken back', async () => {
    const { workspaceId } = stage;
    const rule = { rrule: 'FREQ=DAILY;INTERVAL=3;COUNT=2', anchor: 'completion' };
    const task = await make({ recurrence: repeat(rule) });
    const child = await createTask(ctx(), { workspaceId, parentId: task.id, title: 'Can' });
    await settle();
    await late(task, '2020-01-07');
    const { version: _, updatedAt: __, ...open } = await get(task);
    expect(open).toMatchObject({ status: 'open', recurrence: { occurrencesDone: 1 } });
    const { dueOn } = open;
    const isDone = { status: 'done', dueOn, recurrence: { occurrencesDone: 2 } };
    expect(await late(task, '2020-01-10')).toMatchObject(isDone);
    expect((await get(child)).status).toBe('done');
    const both = [
      ['2020-01-10', true],
      ['2020-01-07', false],
    ];
    expect(await completedOf(task)).toEqual(both);
    expect(await undoNewest(task)).toMatchObject(open);
    expect(await completedOf(task)).toEqual(both.slice(1));
    expect(await undoNewest(task)).toMatchObject(isDone);
    expect(await completedOf(task)).toEqual(both);
    expect(await reopenTask(ctx(), refOf(task))).toMatchObject(open);
    expect(await completedOf(task)).toEqual(both.slice(1));
  });

  test.each([
    ['completion', 'UNTIL', 1],
    ['schedule', 'COUNT', -1],
  ])('leaves a task open at its last day, by %s with %s', async (anchor, end, offset) => {
    const today = todayIn('UTC');
    const last = dayAt(today, 2);
    const until = end === 'COUNT' ? 'COUNT=2' : `UNTIL=${last.replaceAll('-', '')}`;
    const recurrence = repeat({ rrule: `FREQ=DAILY;INTERVAL=3;${until}`, anchor });
    const task = await make({ dueOn: dayAt(today, -1), recurrence });
    await settle();
    expect(await late(task, dayAt(today, offset))).toMatchObject({
      status: 'open',
      dueOn: last,
      recurrence: { occurrencesDone: 1 },
    });
  });

  test('leaves days between those that it names: the ones past a hundred, and by completion any', async () => {
    const many = await make();
    await settle();
    const dueOn = (await get(many)).dueOn ?? '';
    for (const day of [dayAt(dueOn, -1), '2020-05-01'])
      expect(await late(many, day)).not.toHaveProperty('alreadyCompleted');
    expect(await get(many)).toMatchObject({ dueOn, recurrence: { occurrencesDone: 2 } });
    const rule = { rrule: 'FREQ=DAILY;INTERVAL=3', anchor: 'completion' };
    const task = await make({ recurrence: repeat(rule) });
    await settle();
    for (const day of ['2020-01-07', '2020-01-11']) await late(task, day);
    expect((await get(task)).recurrence).toMatchObject({ occurrencesDone: 2 });
    const undone = await undoNewest(task);
    expect(undone.recurrence).toMatchObject({ occurrencesDone: 1 });
    await expect(late(task, '2020-01-06')).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  test('does not bring back a day that was completed', async () => {
    const today = todayIn('UTC');
    const task = await make({ dueOn: dayAt(today, -1) });
    await stage.world.runtime.db.execute(
      sql`INSERT INTO completions (workspace_id, task_id, occurrence_on) VALUES (${task.workspaceId}, ${task.id}, ${today})`,
    );
    await settle();
    expect((await get(task)).dueOn).toBe(dayAt(today, 1));
  });
});

describe('two processes at once', () => {
  const play = async () => {
    const dueOn = dayAt(todayIn('UTC'), -2);
    const tasks = await Promise.all([1, 2, 3, 4, 5].map(() => make({ dueOn })));
    await Promise.all([settle({ page: 2, atOnce: 1 }), settle({ page: 5, atOnce: 5 })]);
    return Promise.all(tasks.map(async (task) => (await missedOf(task)).length));
  };

  test('take each task on once, in steps of any size; one that trusts what it found is caught', async () => {
    expect(await play()).toEqual([1, 1, 1, 1, 1]);
    plantBug('missed-unchecked');
    expect(await play()).not.toEqual([1, 1, 1, 1, 1]);
    plantBug(null);
    await settle();
  });

  test('and a person who completes it in that moment: it goes on once, and counts as completed', async () => {
    const tasks = await Promise.all([1, 2, 3].map(() => make()));
    const completing = tasks.map((task) =>
      completeTask(ctx(), { ...refOf(task), occurrenceOn: '2020-01-07' }),
    );
    await Promise.all([...completing, settle()]);
    for (const task of tasks) {
      const { dueOn, recurrence } = await get(task);
      expect((await missedOf(task)).length).toBeLessThanOrEqual(1);
      expect(dueOn).not.toBe('2020-01-07');
      expect(recurrence).toMatchObject({ occurrencesDone: 1 });
    }
  });
});

test('a task that fails is told, and holds nobody up', async () => {
  const { runtime } = stage.world;
  const [bad, good] = [await make({ dueOn: '2020-01-01' }), await make()];
  await runtime.db.execute(sql`CREATE FUNCTION refuse_bad() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'planted failure'; END $$`);
  await runtime.db.execute(sql`CREATE TRIGGER planted BEFORE UPDATE ON tasks FOR EACH ROW
    WHEN (OLD.id = ${sql.raw(`'${bad.id}'`)}) EXECUTE FUNCTION refuse_bad()`);
  const told: unknown[] = [];
  const log = { ...runtime.log, warn: (...all: unknown[]) => told.push(all) };
  const step = { page: 1, atOnce: 1 };
  const signal = new AbortController().signal;
  await settleMissed({ ...runtime, log }, signal, step);
  await runtime.db.execute(sql`DROP TRIGGER planted ON tasks`);
  expect(told).toHaveLength(1);
  expect((await get(bad)).dueOn).toBe('2020-01-01');
  expect((await get(good)).dueOn).toBe(todayIn('UTC'));
});

test('what hangs below many is too much for one transaction, not for several', async () => {
  const { workspaceId } = stage;
  const tasks = [
    await make({ recurrence: repeat({ rrule: 'FREQ=DAILY;COUNT=1' }) }),
    await make({ recurrence: repeat({ rrule: 'FREQ=DAILY;COUNT=1' }) }),
  ];
  for (const { id } of tasks) {
    const child = await createTask(ctx(), { workspaceId, parentId: id, title: 'First' });
    await stage.world.runtime.db.execute(sql`
      INSERT INTO tasks (workspace_id, id, project_id, parent_id, number, title, title_folded, "order", search)
      SELECT workspace_id, gen_random_uuid(), project_id, parent_id, n + 10000 + ${id === tasks[0]?.id ? 0 : 1000}, 'x', 'x', "order" || n, search
      FROM tasks, generate_series(1, 300) n WHERE id = ${child.id}`);
  }
  await settle();
  expect((await Promise.all(tasks.map(get))).map(({ status }) => status)).toEqual([
    'cancelled',
    'cancelled',
  ]);
});

test('whoever does the work does this too', async () => {
  const task = await make();
  const opened: Opened = [];
  await openWork({ runtime: stage.world.runtime } as Instance, opened);
  await expect.poll(async () => (await get(task)).dueOn).toBe(todayIn('UTC'));
  await closeAll(opened);
});

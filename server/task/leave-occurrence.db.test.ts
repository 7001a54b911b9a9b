import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { listChanges } from '../change/list-changes.ts';
import { undoChange } from '../change/undo-change.ts';
import type { GroupId, OpId } from '../domain/ids.ts';
import { dayIn } from '../domain/due.ts';
import { plantBug } from '../platform/bugs.ts';
import { recurrenceInput } from '../recurrence/schema.ts';
import { createStage, fiveTests } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { testId } from '../testing/world.ts';
import { completeTask } from './complete-task.ts';
import { createTask } from './create-task.ts';
import { getTask } from './get-task.ts';
import { listHotTasks } from './list-hot-tasks.ts';
import { pauseTask } from './pause-task.ts';
import { reopenTask } from './reopen-task.ts';
import { resumeTask } from './resume-task.ts';
import type { TaskCreateInput, TaskEditInput, TaskOutput, TaskSkipInput } from './schema.ts';
import { skipTask } from './skip-task.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage.world.close());
afterEach(() => plantBug(null));

const ctx = (on = stage) => on.owner.ctx();
const repeat = (more: object = {}) => recurrenceInput.parse({ rrule: 'FREQ=DAILY', ...more });
/** Daily from 7 January 2030 on, unless said. */
const make = (more: Partial<TaskCreateInput> = {}, on = stage) => {
  const { workspaceId, projectId } = on;
  const due = { dueOn: '2030-01-07', recurrence: repeat() };
  return createTask(ctx(on), { workspaceId, projectId, title: 'Water', ...due, ...more });
};
const refOf = ({ id, workspaceId }: TaskOutput) => ({ workspaceId, taskId: id });
const get = (task: TaskOutput) => getTask(ctx(), refOf(task));
const skip = (task: TaskOutput, occurrenceOn: string, opId?: OpId) =>
  skipTask(ctx(), { ...refOf(task), occurrenceOn, opId });
const pause = (task: TaskOutput, opId?: OpId) => pauseTask(ctx(), { ...refOf(task), opId });
const resume = (task: TaskOutput, opId?: OpId) => resumeTask(ctx(), { ...refOf(task), opId });
const undo = (opId: OpId) =>
  undoChange(ctx(), {
    workspaceId: stage.workspaceId,
    groupId: opId as string as GroupId,
    dryRun: false,
  });
const changesOf = async (task: TaskOutput) =>
  (await listChanges(ctx(), { ...refOf(task), limit: 20 })).items;
const content = ({ version: _, updatedAt: __, ...rest }: TaskOutput) => rest;
const completed = async ({ id }: TaskOutput) => {
  const found = await stage.world.runtime.db.execute(
    sql`SELECT 1 FROM completions WHERE task_id = ${id}`,
  );
  return found.rows.length;
};
const plain = (on: Stage) =>
  createTask(ctx(on), { workspaceId: on.workspaceId, projectId: on.projectId, title: 'Once' });

describe('leaving an occurrence out', () => {
  test('goes to the next, with time, zone and start, and completes nothing', async () => {
    const due = { dueTime: '09:30', timeZone: 'Europe/Berlin', startOn: '2030-03-27' };
    const recurrence = repeat({ rrule: 'FREQ=WEEKLY' });
    const task = await make({ dueOn: '2030-03-29', ...due, recurrence });
    const next = await skip(task, '2030-03-29');
    expect(next).toMatchObject({
      status: 'open',
      dueOn: '2030-04-05',
      dueAt: '2030-04-05T07:30:00.000Z',
      timeZone: 'Europe/Berlin',
      startOn: '2030-04-03',
      recurrence: { occurrenceOn: '2030-04-05', occurrencesDone: 0 },
      version: 2,
    });
    expect(await get(task)).toEqual(next);
    expect(await completed(task)).toBe(0);
    const [change] = await changesOf(task);
    expect(change).toMatchObject({
      type: 'task.skipped',
      before: { occurrenceOn: '2030-03-29' },
      undoable: true,
    });
  });

  test('that is past by now answers with the task as it is, and changes nothing', async () => {
    const task = await make();
    const next = await skip(task, '2030-01-07');
    expect(await skip(task, '2030-01-07')).toEqual(next);
    const stale = { ...refOf(task), occurrenceOn: '2030-01-07', expectedVersion: 1 };
    expect(await skipTask(ctx(), stale)).toEqual(next);
    await completeTask(ctx(), { ...refOf(task), occurrenceOn: '2030-01-08' });
    expect((await skip(task, '2030-01-08')).dueOn).toBe('2030-01-09');
    expect(await changesOf(task)).toHaveLength(3);
  });

  test('twice is caught: with the planted bug a repeated call is no longer the same', async () => {
    const task = await make();
    await skip(task, '2030-01-07');
    plantBug('skipped-twice');
    expect((await skip(task, '2030-01-07')).dueOn).toBe('2030-01-09');
  });

  test('is refused of one to come, of another version and of a task that does not repeat', async () => {
    const task = await make();
    await expect(skip(task, '2030-01-08')).rejects.toMatchObject({
      code: 'CONFLICT',
      current: { id: task.id, dueOn: '2030-01-07' },
    });
    const wrong = { ...refOf(task), occurrenceOn: '2030-01-07', expectedVersion: 7 };
    await expect(skipTask(ctx(), wrong)).rejects.toMatchObject({ code: 'CONFLICT' });
    const once = await plain(stage);
    for (const call of [() => skip(once, '2030-01-07'), () => pause(once), () => resume(once)])
      await expect(call()).rejects.toMatchObject({
        code: 'BAD_REQUEST',
        issues: [{ path: ['taskId'] }],
      });
    expect(await get(task)).toEqual(task);
  });

  test('of the last one cancels the task, with what is open below it; undo brings all back', async () => {
    const task = await make({ recurrence: repeat({ rrule: 'FREQ=DAILY;COUNT=1' }) });
    const { workspaceId } = stage;
    const child = await createTask(ctx(), { workspaceId, parentId: task.id, title: 'Can' });
    const opId = testId<OpId>();
    const ended = await skip(task, '2030-01-07', opId);
    expect(ended).toMatchObject({ status: 'cancelled', dueOn: '2030-01-07' });
    expect((await get(child)).status).toBe('cancelled');
    expect((await changesOf(task))[0]).toMatchObject({
      type: 'task.skipped',
      before: { occurrenceOn: '2030-01-07' },
    });
    expect(await skip(task, '2030-01-07')).toEqual(ended);
    await undo(opId);
    expect(content(await get(task))).toEqual(content(task));
    expect((await get(child)).status).toBe('open');
  });

  test('opens subtasks for the next where they are reset, and undo closes them again', async () => {
    const task = await make({ recurrence: repeat({ resetSubtasks: true }) });
    const { workspaceId } = stage;
    const child = await createTask(ctx(), { workspaceId, parentId: task.id, title: 'Can' });
    await completeTask(ctx(), refOf(child));
    const opId = testId<OpId>();
    await skip(task, '2030-01-07', opId);
    expect((await get(child)).status).toBe('open');
    await undo(opId);
    expect((await get(child)).status).toBe('done');
  });

  test('is undone whole, or where the due was moved since not at all', async () => {
    const task = await make({ startOn: '2030-01-06' });
    const first = testId<OpId>();
    await skip(task, '2030-01-07', first);
    await undo(first);
    expect(content(await get(task))).toEqual(content(task));
    const second = testId<OpId>();
    await skip(task, '2030-01-07', second);
    const after = await skip(task, '2030-01-08');
    const { applied } = await undo(second);
    expect(applied).toEqual([]);
    expect(await get(task)).toEqual(after);
  });

  test('leaves the completion before it where it is: reopening takes nothing back', async () => {
    const task = await make();
    await completeTask(ctx(), { ...refOf(task), occurrenceOn: '2030-01-07' });
    const next = await skip(task, '2030-01-08');
    expect(await reopenTask(ctx(), refOf(task))).toEqual(next);
    expect(await completed(task)).toBe(1);
  });
});

describe('a pause', () => {
  test('is told with its moment, stays as it is, and is undone', async () => {
    const task = await make();
    const opId = testId<OpId>();
    const paused = await pause(task, opId);
    expect(paused).toMatchObject({
      dueOn: '2030-01-07',
      recurrence: { pausedAt: expect.any(String) },
    });
    expect(await pause(task)).toEqual(paused);
    await undo(opId);
    expect(content(await get(task))).toEqual(content(task));
  });

  test('takes the task from what is needed now, until it ends', async () => {
    const { workspaceId } = stage;
    const recurrence = repeat({ rrule: 'FREQ=DAILY;UNTIL=20200107' });
    const task = await make({ dueOn: '2020-01-07', recurrence });
    const isHot = async () =>
      (await listHotTasks(ctx(), { workspaceId })).items.some(({ id }) => id === task.id);
    expect(await isHot()).toBe(true);
    await pause(task);
    expect(await isHot()).toBe(false);
    await resume(task);
    expect(await isHot()).toBe(true);
  });

  test('ends at the first day from today on in the zone of the task; undo pauses it again', async () => {
    const timeZone = 'Pacific/Kiritimati';
    const task = await make({ dueOn: '2020-01-07', recurrence: repeat({ timeZone }) });
    const paused = await pause(task);
    const opId = testId<OpId>();
    const resumed = await resume(task, opId);
    const today = dayIn(resumed.updatedAt, timeZone);
    expect(resumed).toMatchObject({
      dueOn: today,
      recurrence: { pausedAt: null, occurrenceOn: today, occurrencesDone: 0 },
    });
    await undo(opId);
    expect(content(await get(task))).toEqual(content(paused));
  });

  test('ends where it stands at a day to come, or where nothing is left', async () => {
    const task = await make();
    await pause(task);
    expect(content(await resume(task))).toEqual(content(task));
    const recurrence = repeat({ rrule: 'FREQ=DAILY;UNTIL=20200109' });
    const over = await make({ dueOn: '2020-01-07', recurrence });
    await pause(over);
    expect(content(await resume(over))).toEqual(content(over));
    expect(await changesOf(task)).toHaveLength(3);
  });

  test('is none of a task that is not paused or is closed', async () => {
    const task = await make({ dueOn: '2020-01-07' });
    expect(await resume(task)).toEqual(task);
    const ended = await make({ recurrence: repeat({ rrule: 'FREQ=DAILY;COUNT=1' }) });
    const closed = await skip(ended, '2030-01-07');
    expect(await pause(ended)).toEqual(closed);
  });

  test('goes on while occurrences are completed', async () => {
    const task = await make();
    await pause(task);
    const next = await completeTask(ctx(), { ...refOf(task), occurrenceOn: '2030-01-07' });
    expect(next).toMatchObject({
      dueOn: '2030-01-08',
      recurrence: { pausedAt: expect.any(String) },
    });
  });
});

fiveTests<TaskSkipInput, TaskOutput>({
  name: 'task.skip',
  verb: skipTask,
  input: async (on) => ({ ...refOf(await make({}, on)), occurrenceOn: '2030-01-07' }),
  happy: (task) => expect(task.dueOn).toBe('2030-01-08'),
});

fiveTests<TaskEditInput, TaskOutput>({
  name: 'task.pause',
  verb: pauseTask,
  input: async (on) => refOf(await make({}, on)),
  happy: (task) => expect(task.recurrence?.pausedAt).not.toBeNull(),
});

fiveTests<TaskEditInput, TaskOutput>({
  name: 'task.resume',
  verb: resumeTask,
  input: async (on) => refOf(await pauseTask(ctx(on), refOf(await make({}, on)))),
  happy: (task) => expect(task.recurrence?.pausedAt).toBeNull(),
});

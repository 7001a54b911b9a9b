import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { undoChange } from '../change/undo-change.ts';
import { listChanges } from '../change/list-changes.ts';
import { dayIn } from '../domain/due.ts';
import type { GroupId, OpId } from '../domain/ids.ts';
import { recurrenceInput } from '../recurrence/schema.ts';
import { createStage } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { testId } from '../testing/world.ts';
import { createTask } from './create-task.ts';
import { getTask } from './get-task.ts';
import { listTasks } from './list-tasks.ts';
import { taskOutput } from './schema.ts';
import type { TaskCreateInput, TaskOutput, TaskUpdateInput } from './schema.ts';
import { updateTask } from './update-task.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage.world.close());

const ctx = () => stage.owner.ctx();
const repeat = (more: object) => recurrenceInput.parse({ rrule: 'FREQ=DAILY', ...more });
const make = (more: Partial<TaskCreateInput> = {}) => {
  const { workspaceId, projectId } = stage;
  return createTask(ctx(), { workspaceId, projectId, title: 'Water', ...more });
};
const get = ({ id }: TaskOutput) => getTask(ctx(), { workspaceId: stage.workspaceId, taskId: id });
const set = ({ id }: TaskOutput, fields: TaskUpdateInput['set'], opId = testId<OpId>()) => {
  const { workspaceId } = stage;
  return updateTask(ctx(), { workspaceId, taskId: id, set: fields, add: {}, remove: {}, opId });
};
const undo = (opId: OpId) =>
  undoChange(ctx(), {
    workspaceId: stage.workspaceId,
    groupId: opId as string as GroupId,
    dryRun: false,
  });
/** All of a task but what each change counts up. */
const content = ({ version: _, updatedAt: __, ...rest }: TaskOutput) => rest;

const mondays = repeat({ rrule: 'rrule:byday=MO;freq=WEEKLY' });

describe('a task that is made to repeat', () => {
  test('begins on its due, at the first day of the rule, which is stored in one form', async () => {
    const task = await make({ dueOn: '2030-01-02', recurrence: mondays });
    expect(task).toMatchObject({
      dueOn: '2030-01-07',
      dueTime: null,
      dueAt: null,
      timeZone: 'Europe/Moscow',
      recurrence: {
        rrule: 'FREQ=WEEKLY;BYDAY=MO',
        rdates: [],
        exdates: [],
        start: '2030-01-02',
        occurrenceOn: '2030-01-07',
        occurrencesDone: 0,
        anchor: 'schedule',
        missedPolicy: 'keep-one',
        resetSubtasks: false,
        pausedAt: null,
      },
    });
    expect(await get(task)).toEqual(task);
  });

  test('is told alike by a read, by a list and by the schema', async () => {
    const { workspaceId, projectId } = stage;
    const days = { rdates: ['2030-02-01'], exdates: ['2030-01-05'] };
    const task = await make({
      dueOn: '2030-01-02',
      dueTime: '09:30',
      recurrence: repeat({ ...days, anchor: 'completion', missedPolicy: 'skip' }),
    });
    const listed = await listTasks(ctx(), { workspaceId, projectId, limit: 200 });
    const item = listed.items.find(({ id }) => id === task.id);
    expect(item).toEqual(await get(task));
    expect(item?.recurrence).toMatchObject({ ...days, anchor: 'completion', missedPolicy: 'skip' });
    expect(taskOutput.parse(item)).toEqual(item);
  });

  test('without a due begins today, as the person counts days', async () => {
    const task = await make({ recurrence: repeat({}) });
    const today = dayIn(task.createdAt, 'Europe/Moscow');
    expect(task).toMatchObject({ dueOn: today, recurrence: { start: today } });
  });

  test.each([
    ['its due', { dueTime: '09:30', timeZone: 'Asia/Tokyo' }, {}, 'Asia/Tokyo', '00:30'],
    ['the repeat', { dueTime: '09:30' }, { timeZone: 'Asia/Tokyo' }, 'Asia/Tokyo', '00:30'],
    ['the repeat, by the day', {}, { timeZone: 'Asia/Tokyo' }, 'Asia/Tokyo', null],
    ['the person', { dueTime: '09:30' }, {}, 'Europe/Moscow', '06:30'],
  ])('has the zone of %s', async (_, due, zone, timeZone, at) => {
    const task = await make({ dueOn: '2030-01-02', ...due, recurrence: repeat(zone) });
    const dueAt = at === null ? null : `2030-01-02T${at}:00.000Z`;
    expect(task).toMatchObject({ timeZone, dueAt });
  });

  test.each([
    [{ rrule: 'FREQ=HOURLY' }, {}, ['recurrence', 'rrule']],
    [{ rrule: 'FREQ=DAILY;BYHOUR=9' }, {}, ['recurrence', 'rrule']],
    [{ rrule: 'FREQ=SOMETIMES' }, {}, ['recurrence', 'rrule']],
    [{ rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' }, {}, ['recurrence', 'rrule']],
    [{ rrule: 'FREQ=DAILY;UNTIL=20200101' }, {}, ['recurrence', 'rrule']],
    [{}, { dueOn: null }, ['dueOn']],
    [
      { timeZone: 'Asia/Tokyo' },
      { dueTime: '09:30', timeZone: 'Europe/Moscow' },
      ['recurrence', 'timeZone'],
    ],
  ])('is refused at the field that is wrong: %j %j', async (recurrence, due, path) => {
    const made = make({ dueOn: '2030-01-02', ...due, recurrence: repeat(recurrence) });
    await expect(made).rejects.toMatchObject({ code: 'BAD_REQUEST', issues: [{ path }] });
  });
});

describe('an update', () => {
  test('makes a task repeat from its due on, and null ends that', async () => {
    const plain = await make({ dueOn: '2030-01-02' });
    const task = await set(plain, { recurrence: mondays });
    expect(task).toMatchObject({ dueOn: '2030-01-07', timeZone: 'Europe/Moscow' });
    expect(task.recurrence).toMatchObject({ start: '2030-01-02', occurrenceOn: '2030-01-07' });
    const ended = await set(task, { recurrence: null });
    expect(ended).toMatchObject({ dueOn: '2030-01-07', timeZone: null, recurrence: null });
    expect(await get(ended)).toEqual(ended);
  });

  test('of the due alone moves this occurrence, in the zone of the series', async () => {
    const task = await make({ dueOn: '2030-01-07', recurrence: mondays });
    const moved = await set(task, { dueOn: '2030-01-09', dueTime: '10:00' });
    expect(moved).toMatchObject({ dueOn: '2030-01-09', dueAt: '2030-01-09T07:00:00.000Z' });
    expect(moved.recurrence).toEqual(task.recurrence);
    const allDay = await set(moved, { dueTime: null });
    expect(allDay).toMatchObject({ dueTime: null, dueAt: null, timeZone: 'Europe/Moscow' });
    expect(await set(allDay, { timeZone: 'Asia/Tokyo' })).toMatchObject({ timeZone: 'Asia/Tokyo' });
    await expect(set(allDay, { dueOn: null })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      issues: [{ path: ['set', 'dueOn'] }],
    });
  });

  test('of settings alone leaves the series where it stands; a due beside them begins it anew', async () => {
    const task = await make({ dueOn: '2030-01-02', recurrence: mondays });
    await set(task, { dueOn: '2030-01-09' });
    const settings = repeat({ rrule: 'FREQ=WEEKLY;BYDAY=MO', resetSubtasks: true });
    const same = await set(task, { recurrence: settings });
    expect(same.dueOn).toBe('2030-01-09');
    expect(same.recurrence).toEqual({ ...task.recurrence, resetSubtasks: true });
    const anew = await set(task, { recurrence: settings, dueOn: '2030-03-05' });
    expect(anew).toMatchObject({ dueOn: '2030-03-11', recurrence: { start: '2030-03-05' } });
    const other = await set(task, { recurrence: repeat({}) });
    expect(other).toMatchObject({ dueOn: '2030-03-11', recurrence: { start: '2030-03-11' } });
  });

  test('is refused by name where the rule is wrong', async () => {
    const task = await make();
    await expect(set(task, { recurrence: repeat({ rrule: 'FREQ=NEVER' }) })).rejects.toMatchObject({
      issues: [{ path: ['set', 'recurrence', 'rrule'] }],
    });
  });
});

describe('undo', () => {
  test.each<[string, Partial<TaskCreateInput>, TaskUpdateInput['set']]>([
    ['a repeat that was set', {}, { recurrence: mondays }],
    ['one with a due', {}, { recurrence: mondays, dueOn: '2030-01-02', dueTime: '09:00' }],
    ['another rule', { dueOn: '2030-01-02', recurrence: mondays }, { recurrence: repeat({}) }],
    ['its end', { dueOn: '2030-01-02', recurrence: mondays }, { recurrence: null }],
    ['its end with the due', { recurrence: mondays }, { recurrence: null, dueOn: null }],
    ['a due that was moved', { recurrence: mondays }, { dueOn: '2030-01-02', dueTime: '10:00' }],
  ])('takes back %s exactly, and that undo too', async (_, fields, edit) => {
    const made = await make(fields);
    const opId = testId<OpId>();
    const changed = await set(made, edit, opId);
    const { change, skipped } = await undo(opId);
    expect(skipped).toEqual([]);
    expect(content(await get(made))).toEqual(content(made));
    await undo(change?.groupId as string as OpId);
    expect(content(await get(made))).toEqual(content(changed));
  });

  test('leaves a repeat whole that was changed since, and its due with it', async () => {
    const made = await make();
    const opId = testId<OpId>();
    await set(made, { recurrence: mondays }, opId);
    const settings = repeat({ rrule: 'FREQ=WEEKLY;BYDAY=MO', missedPolicy: 'skip' });
    const since = await set(made, { recurrence: settings });
    const { applied, skipped } = await undo(opId);
    expect(applied).toEqual([]);
    expect(skipped.map(({ field }) => field)).toContain('rrule');
    expect(content(await get(made))).toEqual(content(since));
  });

  test('does not take a zone or a day from a task that repeats by now', async () => {
    const made = await make();
    const [due, zone] = [testId<OpId>(), testId<OpId>()];
    await set(made, { dueOn: '2030-01-07', dueTime: '09:00' }, due);
    await set(made, { timeZone: 'Europe/Moscow' }, zone);
    const since = await set(made, { recurrence: repeat({}) });
    expect((await undo(zone)).applied).toEqual([]);
    expect((await undo(due)).applied).toEqual([]);
    expect(content(await get(made))).toEqual(content(since));
  });

  test('is offered by a history that says what repeats', async () => {
    const made = await make();
    await set(made, { recurrence: mondays });
    const { items } = await listChanges(ctx(), {
      workspaceId: stage.workspaceId,
      taskId: made.id,
      limit: 10,
    });
    expect(items[0]).toMatchObject({
      type: 'task.updated',
      before: { rrule: null, timeZone: null },
      after: { rrule: 'FREQ=WEEKLY;BYDAY=MO', timeZone: 'Europe/Moscow' },
      undoable: true,
    });
  });
});

import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { updateAccount } from '../account/update-account.ts';
import { undoChange } from '../change/undo-change.ts';
import type { GroupId, OpId, ReminderId, TaskId } from '../domain/ids.ts';
import { mostReminders } from '../domain/limits.ts';
import { recurrenceInput } from '../recurrence/schema.ts';
import { completeTask } from '../task/complete-task.ts';
import { createTask } from '../task/create-task.ts';
import { deleteTask } from '../task/delete-task.ts';
import { reopenTask } from '../task/reopen-task.ts';
import { updateTask } from '../task/update-task.ts';
import { fiveTests } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { createWorld, testId } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';
import { createReminder } from './create-reminder.ts';
import { deleteReminder } from './delete-reminder.ts';
import { listReminders } from './list-reminders.ts';
import type { ReminderCreateInput, ReminderOutput } from './schema.ts';
import { snoozeReminder } from './snooze-reminder.ts';
import { updateReminder } from './update-reminder.ts';

type When = ReminderCreateInput['when'];
const before = (minutesBefore: number, time = '09:00'): When => ({
  kind: 'relative',
  minutesBefore,
  time,
});
const sets = { add: {}, remove: {} };
const later: When = { kind: 'instant', at: '2090-01-01T00:00:00.000Z' };

const taskOf = async ({ owner, workspaceId, projectId }: Stage) =>
  (await createTask(owner.ctx(), { workspaceId, projectId, title: 'Water', dueOn: '2090-05-05' }))
    .id;
const reminderOf = async (stage: Stage) => {
  const taskId = await taskOf(stage);
  const { workspaceId } = stage;
  return createReminder(stage.owner.ctx(), { workspaceId, taskId, when: before(60) });
};
/** A guest who sees nothing of the project: who may read it may be reminded. */
const blind = {
  async by({ world, workspaceId }: Stage) {
    const guest = await world.person('Blind');
    await world.join(workspaceId, guest, 'guest');
    return guest.ctx();
  },
  code: /^NOT_FOUND$/,
};
const common = { trace: 'reminders', roleTooLow: blind } as const;

fiveTests({
  ...common,
  name: 'reminder.create',
  verb: createReminder,
  input: async (stage) => ({
    workspaceId: stage.workspaceId,
    taskId: await taskOf(stage),
    when: before(60),
  }),
  happy: (made, { workspaceId }, { taskId, when }) =>
    expect(made).toMatchObject({
      workspaceId,
      taskId,
      when,
      version: 1,
      snoozedUntil: null,
      sentAt: null,
      remindAt: '2090-05-05T05:00:00.000Z',
      nextAt: '2090-05-05T05:00:00.000Z',
    }),
});
fiveTests({
  ...common,
  name: 'reminder.update',
  verb: updateReminder,
  input: async (stage) => ({
    workspaceId: stage.workspaceId,
    reminderId: (await reminderOf(stage)).id,
    set: { when: later },
  }),
  happy: (updated) => expect(updated).toMatchObject({ when: later, nextAt: later.at, version: 2 }),
});
fiveTests({
  ...common,
  name: 'reminder.snooze',
  verb: snoozeReminder,
  input: async (stage) => ({
    workspaceId: stage.workspaceId,
    reminderId: (await reminderOf(stage)).id,
    until: '2089-01-01T00:00:00.000Z',
  }),
  happy: (snoozed, _, { until }) =>
    expect(snoozed).toMatchObject({ snoozedUntil: until, nextAt: until, version: 2 }),
});
fiveTests({
  ...common,
  name: 'reminder.delete',
  verb: deleteReminder,
  input: async (stage) => ({
    workspaceId: stage.workspaceId,
    reminderId: (await reminderOf(stage)).id,
  }),
  async happy(answer, { owner, workspaceId }, { reminderId }) {
    expect(answer).toEqual({ id: reminderId, deleted: true });
    const { items } = await listReminders(owner.ctx(), { workspaceId, limit: 200 });
    expect(items.map(({ id }) => id)).not.toContain(reminderId);
  },
});

describe('reminders', () => {
  let world: World;
  let ada: Person;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world.close());
  const person = async (timeZone = 'Europe/Moscow') => {
    ada = await world.person('Ada');
    await updateAccount(ada.ctx(), { set: { timeZone } });
  };
  const make = (fields: object = {}) =>
    createTask(ada.ctx(), { workspaceId: ada.workspaceId, title: 'Water', ...fields });
  const remind = (taskId: TaskId, when: When, by = ada) =>
    createReminder(by.ctx(), { workspaceId: ada.workspaceId, taskId, when });
  const list = async (taskId?: TaskId, by = ada) =>
    (await listReminders(by.ctx(), { workspaceId: ada.workspaceId, taskId, limit: 200 })).items;
  const only = async (taskId: TaskId) => {
    const [first] = await list(taskId);
    return first as ReminderOutput;
  };
  const update = (taskId: TaskId, set: object) =>
    updateTask(ada.ctx(), { ...sets, workspaceId: ada.workspaceId, taskId, set });

  test('several on a task, oldest first, page by page; of one task and of all', async () => {
    await person();
    const [one, two] = [await make({ dueOn: '2090-05-05' }), await make()];
    const made: ReminderId[] = [];
    for (const minutes of [0, 30, 60]) made.push((await remind(one.id, before(minutes))).id);
    made.push((await remind(two.id, later)).id);
    expect((await list(one.id)).map(({ id }) => id)).toEqual(made.slice(0, 3));
    const asked = { workspaceId: ada.workspaceId, limit: 3 };
    const page = await listReminders(ada.ctx(), asked);
    const cursor = page.nextCursor ?? '';
    const next = await listReminders(ada.ctx(), { ...asked, cursor });
    expect([...page.items, ...next.items].map(({ id }) => id)).toEqual(made);
    expect(next.nextCursor).toBeNull();
  });

  test('are personal: who sees the task too sees none of them, and has their own', async () => {
    await person();
    const bob = await world.person('Bob');
    await world.join(ada.workspaceId, bob, 'member');
    const project = await world.runtime.db.execute<{ id: string }>(
      sql`INSERT INTO projects (workspace_id, id, name, key, "order") VALUES (${ada.workspaceId}, ${testId()}, 'Open', 'OPEN', 'a5') RETURNING id`,
    );
    const { id: taskId } = await make({ projectId: project.rows[0]?.id });
    const mine = await remind(taskId, later);
    await expect(
      deleteReminder(bob.ctx(), { workspaceId: ada.workspaceId, reminderId: mine.id }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const theirs = await remind(taskId, later, bob);
    expect((await list(taskId, bob)).map(({ id }) => id)).toEqual([theirs.id]);
    expect((await list(taskId)).map(({ id }) => id)).toEqual([mine.id]);
  });

  test('of a time that has passed are refused, and more than one may have', async () => {
    await person();
    const { id: taskId } = await make();
    const past: When[] = [
      { kind: 'instant', at: '2020-01-01T00:00:00.000Z' },
      { kind: 'local', day: '2020-01-01', time: '09:00', timeZone: null },
    ];
    for (const when of past)
      await expect(remind(taskId, when)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    for (let n = 0; n < mostReminders; n += 1) await remind(taskId, later);
    await expect(remind(taskId, later)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  test('of a task that is deleted are gone with it, and back with it', async () => {
    await person();
    const { id: taskId } = await make();
    await remind(taskId, later);
    await deleteTask(ada.ctx(), { workspaceId: ada.workspaceId, taskId });
    expect(await list()).toEqual([]);
  });

  test('a due that is another takes those before it along; one put off is so no more', async () => {
    await person('America/New_York');
    const { id: taskId } = await make({ dueOn: '2090-01-10' });
    await remind(taskId, before(60));
    const fixed = await remind(taskId, later);
    expect(await only(taskId)).toMatchObject({ nextAt: '2090-01-10T13:00:00.000Z' });
    await update(taskId, { dueTime: '12:00' });
    expect(await only(taskId)).toMatchObject({ nextAt: '2090-01-10T16:00:00.000Z' });
    await update(taskId, { timeZone: 'Europe/Moscow' });
    expect(await only(taskId)).toMatchObject({ nextAt: '2090-01-10T08:00:00.000Z' });
    const { id: reminderId } = await only(taskId);
    await snoozeReminder(ada.ctx(), { workspaceId: ada.workspaceId, reminderId, minutes: 5 });
    // The title is no due.
    await update(taskId, { title: 'Water twice' });
    expect((await only(taskId)).snoozedUntil).not.toBeNull();
    await update(taskId, { dueOn: '2090-07-10' });
    expect(await only(taskId)).toMatchObject({
      snoozedUntil: null,
      nextAt: '2090-07-10T08:00:00.000Z',
    });
    await update(taskId, { dueOn: '2020-01-10' });
    expect(await only(taskId)).toMatchObject({
      remindAt: '2020-01-10T08:00:00.000Z',
      nextAt: null,
    });
    await update(taskId, { dueOn: null });
    expect(await only(taskId)).toMatchObject({ remindAt: null, nextAt: null });
    expect((await list(taskId))[1]).toEqual(fixed);
  });

  test('a task that repeats takes them on to its next occurrence, and back', async () => {
    await person();
    const { id: taskId } = await make({
      dueOn: '2090-01-09',
      recurrence: recurrenceInput.parse({ rrule: 'FREQ=WEEKLY' }),
    });
    await remind(taskId, before(24 * 60, '18:30'));
    expect(await only(taskId)).toMatchObject({ nextAt: '2090-01-08T15:30:00.000Z' });
    const done = { workspaceId: ada.workspaceId, taskId, occurrenceOn: '2090-01-09' };
    await completeTask(ada.ctx(), done);
    expect(await only(taskId)).toMatchObject({ nextAt: '2090-01-15T15:30:00.000Z' });
    await reopenTask(ada.ctx(), { workspaceId: ada.workspaceId, taskId });
    expect(await only(taskId)).toMatchObject({ nextAt: '2090-01-08T15:30:00.000Z' });
  });

  test('what is undone takes them back', async () => {
    await person();
    const { id: taskId } = await make({ dueOn: '2090-01-10' });
    await remind(taskId, before(0));
    const opId = testId<OpId>();
    const { workspaceId } = ada;
    const set = { dueOn: '2090-02-10' };
    await updateTask(ada.ctx(), { ...sets, workspaceId, taskId, set, opId });
    expect(await only(taskId)).toMatchObject({ nextAt: '2090-02-10T06:00:00.000Z' });
    const groupId = opId as string as GroupId;
    await undoChange(ada.ctx(), { workspaceId, groupId, dryRun: false });
    expect(await only(taskId)).toMatchObject({ nextAt: '2090-01-10T06:00:00.000Z' });
  });

  test('another zone moves what floats and what is due by the day, and nothing that has a zone', async () => {
    await person('Europe/Moscow');
    const { id: taskId } = await make({ dueOn: '2090-01-10' });
    const timed = await make({ dueOn: '2090-01-10', dueTime: '12:00', timeZone: 'Europe/Moscow' });
    const wall = { kind: 'local', day: '2090-01-10', time: '09:00' } as const;
    await remind(taskId, { ...wall, timeZone: null });
    await remind(taskId, { ...wall, timeZone: 'Asia/Kathmandu' });
    await remind(taskId, before(60));
    await remind(timed.id, before(60));
    await remind(taskId, later);
    const next = async () => (await list()).map(({ nextAt }) => nextAt?.slice(11, 16));
    expect(await next()).toEqual(['06:00', '03:15', '05:00', '08:00', '00:00']);
    await updateAccount(ada.ctx(), { set: { timeZone: 'Asia/Tokyo' } });
    expect(await next()).toEqual(['00:00', '03:15', '23:00', '08:00', '00:00']);
  });

  /** Statements of a kind on reminders take half a second, so that what comes meanwhile comes in between. */
  async function slowly(kind: 'INSERT' | 'UPDATE', body: () => Promise<unknown>): Promise<void> {
    const { db } = world.runtime;
    await db.execute(sql`CREATE OR REPLACE FUNCTION planted_pause() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM pg_sleep(0.5); RETURN NULL; END $$`);
    const on = sql.raw(kind);
    await db.execute(
      sql`CREATE TRIGGER planted_pause AFTER ${on} ON reminders EXECUTE FUNCTION planted_pause()`,
    );
    await body();
    await db.execute(sql`DROP TRIGGER planted_pause ON reminders`);
  }
  const soon = (body: () => Promise<unknown>) => sleep(200).then(body);
  const hours = async (taskId: TaskId) =>
    (await list(taskId)).map(({ nextAt }) => nextAt?.slice(11, 16));
  const toTokyo = () => updateAccount(ada.ctx(), { set: { timeZone: 'Asia/Tokyo' } });

  test('a zone that changes while a reminder is made is not missed by it', async () => {
    await person();
    const { id: taskId } = await make({ dueOn: '2090-01-10' });
    await slowly('INSERT', () => Promise.all([remind(taskId, before(0)), soon(toTokyo)]));
    expect(await hours(taskId)).toEqual(['00:00']);
  });

  test('a reminder that is made, or a due that moves, while a zone changes is in the new one', async () => {
    await person();
    const { id: taskId } = await make({ dueOn: '2090-01-10' });
    await remind(taskId, before(0));
    await slowly('UPDATE', () => Promise.all([toTokyo(), soon(() => remind(taskId, before(0)))]));
    expect(await hours(taskId)).toEqual(['00:00', '00:00']);
    await slowly('UPDATE', () =>
      Promise.all([
        updateAccount(ada.ctx(), { set: { timeZone: 'Europe/Moscow' } }),
        soon(() => update(taskId, { dueOn: '2090-01-20' })),
      ]),
    );
    expect(await hours(taskId)).toEqual(['06:00', '06:00']);
  });

  test('of an id that is in use are refused', async () => {
    await person();
    const { id: taskId } = await make();
    const { id, workspaceId } = await remind(taskId, later);
    const again = createReminder(ada.ctx(), { workspaceId, taskId, id, when: later });
    await expect(again).rejects.toMatchObject({ code: 'CONFLICT', issues: [{ path: ['id'] }] });
  });

  test('quiet hours are two times, or none', async () => {
    await person();
    const set = { quietFrom: '22:00', quietTo: '07:00', mailReminders: true };
    expect(await updateAccount(ada.ctx(), { set })).toMatchObject(set);
    const none = { quietFrom: null, quietTo: null };
    expect(await updateAccount(ada.ctx(), { set: none })).toMatchObject(none);
  });
});

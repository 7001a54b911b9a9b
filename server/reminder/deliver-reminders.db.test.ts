import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { updateAccount } from '../account/update-account.ts';
import type { Id } from '../domain/ids.ts';
import { removeMember } from '../member/remove-member.ts';
import { plantBug } from '../platform/bugs.ts';
import { archiveProject } from '../project/archive-project.ts';
import { createProject } from '../project/create-project.ts';
import { setProjectPrivate } from '../project/set-project-private.ts';
import { completeTask } from '../task/complete-task.ts';
import { createTask } from '../task/create-task.ts';
import { deleteTask } from '../task/delete-task.ts';
import { pauseTask } from '../task/pause-task.ts';
import { recurrenceInput } from '../recurrence/schema.ts';
import { purgeTrash } from '../trash/purge-trash.ts';
import { createWorld } from '../testing/world.ts';
import type { World } from '../testing/world.ts';
import { createReminder } from './create-reminder.ts';
import { deleteReminder } from './delete-reminder.ts';
import { deliverReminders } from './deliver-reminders.ts';
import { keepDeliveringReminders } from './keep-delivering-reminders.ts';
import { listReminders } from './list-reminders.ts';
import { snoozeReminder } from './snooze-reminder.ts';
import { dueReminder, notified, pass, scene } from './testing/reminding.ts';
import type { Scene } from './testing/reminding.ts';

let world: World;
let ada: Scene;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  ada = await scene(world);
  await world.runtime.db.execute(sql`UPDATE reminders SET deliver_at = NULL`);
});
afterEach(() => plantBug(null));

const deliver = () => deliverReminders(world.runtime);
const at = () => ({ workspaceId: ada.person.workspaceId });
const waits = async (reminderId: string) => {
  const found = await world.runtime.db.execute<{ until: string | null }>(
    sql`SELECT deliver_at::text AS until FROM reminders WHERE id = ${reminderId}`,
  );
  return found.rows[0]?.until ?? null;
};
const patient = { timeout: 20_000, interval: 50 };

describe('a reminder that goes off', () => {
  test('notifies its person once, however often it is looked at', async () => {
    const { id: reminderId, taskId } = await dueReminder(ada);
    await deliver();
    await deliver();
    const [told, ...more] = await notified(ada);
    expect(told).toMatchObject({ ...at(), taskId, reminderId, kind: 'reminder', readAt: null });
    expect(told?.task).toMatchObject({ title: 'Water', projectKey: 'IN', status: 'open' });
    expect(more).toEqual([]);
    const { items } = await listReminders(ada.person.ctx(), { ...at(), limit: 10 });
    expect(items[0]).toMatchObject({ nextAt: null, remindAt: told?.firedAt });
    expect(items[0]?.sentAt).toBe(told?.createdAt);
  });

  test('does so at its time, by the worker, and not before', async () => {
    const { id: taskId } = await createTask(ada.person.ctx(), { ...at(), title: 'Soon' });
    const { rows } = await world.runtime.db.execute<{ at: string }>(
      sql`SELECT to_char(now() + interval '1.5 seconds', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at`,
    );
    const when = { kind: 'instant', at: rows[0]?.at ?? '' } as const;
    await createReminder(ada.person.ctx(), { ...at(), taskId, when });
    await deliver();
    expect(await notified(ada)).toEqual([]);
    const stop = keepDeliveringReminders(world.runtime);
    await expect.poll(async () => (await notified(ada)).length, patient).toBe(1);
    await stop();
    const [told] = await notified(ada);
    expect(told?.firedAt).toBe(when.at);
    expect((told?.createdAt ?? '') >= when.at).toBe(true);
  });

  test('that was put off still goes off at its own time, where that is to come', async () => {
    const ctx = ada.person.ctx();
    const { id: taskId } = await createTask(ctx, { ...at(), title: 'Later' });
    const when = { kind: 'instant', at: '2090-01-01T00:00:00.000Z' } as const;
    const { id: reminderId } = await createReminder(ctx, { ...at(), taskId, when });
    await snoozeReminder(ctx, { ...at(), reminderId, minutes: 10 });
    await world.runtime.db.execute(sql`
      UPDATE reminders SET snoozed_until = now() - interval '1 second', deliver_at = now() - interval '1 second'
      WHERE id = ${reminderId}`);
    await deliver();
    await deliver();
    expect(await notified(ada)).toHaveLength(1);
    const { items } = await listReminders(ctx, { ...at(), limit: 10 });
    expect(items[0]).toMatchObject({ nextAt: when.at, snoozedUntil: null });
    await pass(world, reminderId);
    await deliver();
    expect(await notified(ada)).toHaveLength(2);
  });

  test('goes off again once it was put off, and leaves what was told when it is deleted', async () => {
    const { id: reminderId } = await dueReminder(ada);
    await deliver();
    const ctx = ada.person.ctx();
    const { nextAt } = await snoozeReminder(ctx, { ...at(), reminderId, minutes: 10 });
    expect(nextAt).not.toBeNull();
    await deliver();
    expect(await notified(ada)).toHaveLength(1);
    await pass(world, reminderId);
    await deliver();
    expect(await notified(ada)).toHaveLength(2);
    await deleteReminder(ctx, { ...at(), reminderId });
    expect(await notified(ada)).toHaveLength(2);
  });
});

describe('exactly once', () => {
  const many = 60;
  const waiting = async () => {
    const found = await world.runtime.db.execute<{ n: number }>(
      sql`SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return found.rows[0]?.n ?? 0;
  };

  /** Three deliver at once: none comes further than to what it would write until all had time to look. */
  async function toldBySeveral(planted: 'reminder-told-twice' | null): Promise<number> {
    for (let n = 0; n < many; n += 1) await dueReminder(ada, `Water ${n}`);
    plantBug(planted);
    const holder = await world.runtime.pool.connect();
    await holder.query('BEGIN; LOCK TABLE notifications IN EXCLUSIVE MODE');
    const delivering = Promise.all(
      Array.from({ length: 3 }, () => deliverReminders({ ...world.runtime })),
    );
    await expect.poll(waiting, patient).toBe(planted ? 3 : 1);
    await holder.query('ROLLBACK');
    holder.release();
    await delivering;
    plantBug(null);
    await deliver();
    const found = await world.runtime.db.execute<{ n: number }>(
      sql`SELECT count(*)::int AS n FROM notifications WHERE user_id = ${ada.person.userId}`,
    );
    return found.rows[0]?.n ?? 0;
  }

  test('several workers at once tell each once', async () => {
    expect(await toldBySeveral(null)).toBe(many);
  });

  test('planted: what is told twice is seen', async () => {
    expect(await toldBySeveral('reminder-told-twice')).toBeGreaterThan(many);
  });

  /** What is written fails once, as when the process ends there. */
  async function toldAfterFailure(): Promise<number> {
    await dueReminder(ada);
    await world.runtime.db
      .execute(sql`CREATE OR REPLACE FUNCTION planted_end() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'planted end'; END $$`);
    await world.runtime.db.execute(
      sql`CREATE TRIGGER planted_end BEFORE INSERT ON notifications EXECUTE FUNCTION planted_end()`,
    );
    await expect(deliver()).rejects.toThrow();
    await world.runtime.db.execute(sql`DROP TRIGGER planted_end ON notifications`);
    await deliver();
    return (await notified(ada)).length;
  }

  test('one that ends between what it says and that it said it is said by the next', async () => {
    expect(await toldAfterFailure()).toBe(1);
  });

  test('planted: one that is lost is seen', async () => {
    plantBug('reminder-marked-outside');
    expect(await toldAfterFailure()).toBe(0);
  });
});

describe('nobody is reminded', () => {
  const silent = async (reminderId: string) => {
    await deliver();
    expect(await waits(reminderId)).toBeNull();
    const found = await world.runtime.db.execute(
      sql`SELECT 1 FROM notifications WHERE reminder_id = ${reminderId}`,
    );
    expect(found.rows).toEqual([]);
  };

  test('of what is done or deleted by then', async () => {
    const done = await dueReminder(ada);
    await completeTask(ada.person.ctx(), { ...at(), taskId: done.taskId });
    await silent(done.id);
    const gone = await dueReminder(ada);
    await deleteTask(ada.person.ctx(), { ...at(), taskId: gone.taskId });
    await silent(gone.id);
  });

  test('of a series that stands still', async () => {
    const ctx = ada.person.ctx();
    const daily = {
      dueOn: '2090-01-01',
      recurrence: recurrenceInput.parse({ rrule: 'FREQ=DAILY' }),
    };
    const { id: taskId } = await createTask(ctx, { ...at(), title: 'Daily', ...daily });
    const when = { kind: 'instant', at: '2090-01-01T00:00:00.000Z' } as const;
    const { id } = await createReminder(ctx, { ...at(), taskId, when });
    await pass(world, id);
    await pauseTask(ctx, { ...at(), taskId });
    await silent(id);
  });

  test('of what stands in an archived project', async () => {
    const ctx = ada.person.ctx();
    const made = { ...at(), name: 'Old', key: 'OLD', colour: 'grey', private: false } as const;
    const { id: projectId } = await createProject(ctx, made);
    const { id: taskId } = await createTask(ctx, { ...at(), projectId, title: 'Old' });
    const when = { kind: 'instant', at: '2090-01-01T00:00:00.000Z' } as const;
    const { id } = await createReminder(ctx, { ...at(), taskId, when });
    await pass(world, id);
    await archiveProject(ctx, { ...at(), projectId, archived: true });
    await silent(id);
  });

  test('who sees the task no more, is in the workspace no more, or may not sign in', async () => {
    const ctx = ada.person.ctx();
    const made = { ...at(), name: 'Open', key: 'OPEN', colour: 'grey', private: false } as const;
    const { id: projectId } = await createProject(ctx, made);
    const { id: taskId } = await createTask(ctx, { ...at(), projectId, title: 'Shared' });
    const when = { kind: 'instant', at: '2090-01-01T00:00:00.000Z' } as const;
    const reminderOf = async (name: string) => {
      const person = await world.person(name);
      await world.join(at().workspaceId, person, 'member');
      const { id } = await createReminder(person.ctx(), { ...at(), taskId, when });
      await pass(world, id);
      return { person, id };
    };
    const removed = await reminderOf('Removed');
    await removeMember(ctx, { ...at(), userId: removed.person.userId });
    await silent(removed.id);
    const disabled = await reminderOf('Disabled');
    await world.runtime.db.execute(
      sql`UPDATE users SET disabled_at = now() WHERE id = ${disabled.person.userId}`,
    );
    await silent(disabled.id);
    const blind = await reminderOf('Blind');
    const seeing = await createReminder(ctx, { ...at(), taskId, when });
    await pass(world, seeing.id);
    await setProjectPrivate(ctx, { ...at(), projectId, private: true });
    await silent(blind.id);
    expect((await notified(ada)).map(({ reminderId }) => reminderId)).toEqual([seeing.id]);
  });
});

test('what is purged goes with its reminders and with what was told of it', async () => {
  const { taskId } = await dueReminder(ada);
  await deliver();
  const ctx = ada.person.ctx();
  await deleteTask(ctx, { ...at(), taskId });
  await purgeTrash(ctx, { ...at(), entity: 'task', id: taskId as Id<string> as Id<'trash'> });
  const found = await world.runtime.db.execute(sql`
    SELECT 1 FROM reminders WHERE task_id = ${taskId} UNION ALL
    SELECT 1 FROM notifications WHERE task_id = ${taskId} UNION ALL SELECT 1 FROM tasks WHERE id = ${taskId}`);
  expect(found.rows).toEqual([]);
});

describe('quiet hours', () => {
  /** Around the present, in a zone that is far from the process's. */
  async function quiet(): Promise<void> {
    const zone = 'Asia/Kathmandu';
    const { rows } = await world.runtime.db.execute<{ from: string; to: string }>(sql`
      SELECT to_char(now() AT TIME ZONE ${zone} - interval '1 hour', 'HH24:MI') AS "from",
        to_char(now() AT TIME ZONE ${zone} + interval '1 hour', 'HH24:MI') AS "to"`);
    const { from: quietFrom = '', to: quietTo = '' } = rows[0] ?? {};
    await updateAccount(ada.person.ctx(), { set: { timeZone: zone, quietFrom, quietTo } });
  }

  test('hold what goes off in them until they end', async () => {
    await quiet();
    const { id } = await dueReminder(ada);
    await deliver();
    expect(await notified(ada)).toEqual([]);
    const found = await world.runtime.db.execute<{ soon: boolean }>(sql`
      SELECT deliver_at BETWEEN now() + interval '58 minutes' AND now() + interval '60 minutes' AS soon
      FROM reminders WHERE id = ${id}`);
    expect(found.rows[0]?.soon).toBe(true);
    await world.runtime.db.execute(
      sql`UPDATE users SET quiet_from = '00:00', quiet_to = '00:01' WHERE id = ${ada.person.userId}`,
    );
    await world.runtime.db.execute(
      sql`UPDATE reminders SET deliver_at = now() - interval '1 second' WHERE id = ${id}`,
    );
    await deliver();
    expect(await notified(ada)).toHaveLength(1);
  });

  test('of one hold nothing of another, though a reminder of theirs has the same id', async () => {
    await quiet();
    const { id } = await dueReminder(ada);
    const bob = await scene(world);
    const { id: renamed } = await dueReminder(bob);
    await world.runtime.db.execute(sql`UPDATE reminders SET id = ${id} WHERE id = ${renamed}`);
    await deliver();
    expect([(await notified(ada)).length, (await notified(bob)).length]).toEqual([0, 1]);
  });

  test('that end early let go what they held', async () => {
    await quiet();
    await dueReminder(ada);
    await deliver();
    await updateAccount(ada.person.ctx(), { set: { quietFrom: null, quietTo: null } });
    await deliver();
    expect(await notified(ada)).toHaveLength(1);
  });
});

import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { updateAccount } from '../account/update-account.ts';
import { createSession } from '../auth/sessions.ts';
import { loadEnv } from '../platform/env.ts';
import { markNotificationsRead } from '../notification/mark-notifications-read.ts';
import { plantBug } from '../platform/bugs.ts';
import type { Runtime } from '../platform/runtime.ts';
import { deliverReminders } from '../reminder/deliver-reminders.ts';
import { dueReminder, notified, scene } from '../reminder/testing/reminding.ts';
import type { Scene } from '../reminder/testing/reminding.ts';
import { revokeSession } from '../session/revoke-session.ts';
import { recurrenceInput } from '../recurrence/schema.ts';
import { completeTask } from '../task/complete-task.ts';
import { deleteTask } from '../task/delete-task.ts';
import { updateTask } from '../task/update-task.ts';
import { createWorld } from '../testing/world.ts';
import type { World } from '../testing/world.ts';
import { claimPush } from './claim-push.ts';
import { keepSendingPushes } from './keep-sending-pushes.ts';
import { sendPush } from './send-push.ts';
import { sweepPushes } from './sweep-pushes.ts';
import { testPush } from './test-push.ts';
import { openPushService } from './testing/push-endpoint.ts';
import type { PushService } from './testing/push-endpoint.ts';
import { messageOf, toldAt } from './testing/pushing.ts';
import type { Told } from './testing/pushing.ts';

let world: World;
let service: PushService;
let ada: Scene;
let browser: Told;
let runtime: Runtime;
beforeAll(async () => {
  world = await createWorld();
  service = await openPushService();
  const env = loadEnv({ NODE_ENV: 'test', CAIRN_URL: 'https://tasks.example.org' });
  runtime = { ...world.runtime, env };
});
afterAll(async () => {
  await service.close();
  await world.close();
});
beforeEach(async () => {
  await world.runtime.db.execute(sql`DELETE FROM push_subscriptions`);
  service.came = [];
  service.answers = () => 201;
  ada = await scene(world);
  browser = await toldAt(service, world, ada.person.ctx());
});
afterEach(() => plantBug(null));

/** Sends all that may be sent now. */
async function send(poster = service.poster): Promise<void> {
  for (let next = await claimPush(runtime); next; next = await claimPush(runtime))
    await sendPush(runtime, poster, next);
}
/** Lets the time until the next try pass. */
const pass = () =>
  world.runtime.db.execute(
    sql`UPDATE push_subscriptions SET next_try_at = now() - interval '1 second'`,
  );
const waiting = async () => {
  const { rows } = await world.runtime.db.execute<{ failures: number; later: number }>(sql`
    SELECT s.failures, extract(epoch FROM s.next_try_at - now())::int AS later
    FROM pushes p JOIN push_subscriptions s ON s.id = p.subscription_id`);
  return rows;
};
const subscriptions = async () =>
  (await world.runtime.db.execute(sql`SELECT id FROM push_subscriptions`)).rowCount;
const only = () => {
  expect(service.came).toHaveLength(1);
  return service.came[0] as PushService['came'][number];
};

test('a reminder goes to the browser, sealed for it alone, under the id of what the person is notified of', async () => {
  const { taskId, id: reminderId } = await dueReminder(ada, 'Buy “milk”');
  const { workspaceId, userId } = ada.person;
  const set = { dueOn: '2090-05-05', dueTime: '09:00' };
  await updateTask(ada.person.ctx(), { workspaceId, taskId, set, add: {}, remove: {} });
  await deliverReminders(runtime);
  await send();
  const [told] = await notified(ada);
  const came = only();
  expect(came).toMatchObject({
    path: browser.path,
    headers: {
      ttl: '86400',
      urgency: 'high',
      topic: told?.id.replaceAll('-', ''),
      'content-encoding': 'aes128gcm',
    },
  });
  expect(came.headers.authorization).toMatch(/^vapid t=[\w-]+\.[\w-]+\.[\w-]{86}, k=[\w-]{87}$/);
  const [, claims = ''] = came.headers.authorization?.split('.') ?? [];
  expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
    aud: service.origin,
    sub: 'https://tasks.example.org',
  });
  expect(came.body.toString('latin1')).not.toContain('milk');
  const message = messageOf(browser, came);
  expect(message).toMatchObject({
    tag: told?.id,
    title: 'Buy “milk”',
    lang: 'en',
    userId,
    path: `/w/${workspaceId.replaceAll('-', '')}/t/${taskId}`,
    acts: [
      { action: 'complete', procedure: 'task.complete', input: { workspaceId, taskId } },
      { action: 'snooze', input: { workspaceId, reminderId, minutes: 10 } },
    ],
  });
  expect(message.body).toMatch(/^Inbox · IN-1\nDue Friday,? 5 May 2090, 09:00$/);
  expect(await waiting()).toEqual([]);
});

test('of a task that repeats it completes the occurrence at which that stands', async () => {
  const { taskId } = await dueReminder(ada);
  const { workspaceId } = ada.person;
  const recurrence = recurrenceInput.parse({ rrule: 'FREQ=DAILY' });
  const set = { dueOn: '2090-05-05', recurrence };
  await updateTask(ada.person.ctx(), { workspaceId, taskId, set, add: {}, remove: {} });
  await world.runtime.db.execute(
    sql`UPDATE reminders SET deliver_at = now() - interval '1 second' WHERE task_id = ${taskId}`,
  );
  await deliverReminders(runtime);
  await send();
  const { acts } = messageOf(browser, only());
  expect(acts[0]?.input).toMatchObject({ workspaceId, taskId, occurrenceOn: '2090-05-05' });
});

test('in the person’s language', async () => {
  await updateAccount(ada.person.ctx(), { set: { locale: 'ru' } });
  await dueReminder(ada, 'Полить цветы');
  await deliverReminders(runtime);
  await send();
  expect(messageOf(browser, only())).toMatchObject({
    title: 'Полить цветы',
    lang: 'ru',
    acts: [{ title: 'Завершить' }, { title: 'Через 10 минут' }],
  });
});

test('the longest texts fit', async () => {
  await dueReminder(ada, '👩‍👩‍👧‍👦"\\'.repeat(38).slice(0, 500));
  await deliverReminders(runtime);
  await send();
  expect(messageOf(browser, only()).title).toContain('👩‍👩‍👧‍👦"\\');
});

test('a test message goes out too, and one that waits is not sent twice', async () => {
  const which = { subscriptionId: browser.id as Parameters<typeof testPush>[1]['subscriptionId'] };
  await testPush(ada.person.ctx(), which);
  await testPush(ada.person.ctx(), which);
  await send();
  expect(messageOf(browser, only())).toMatchObject({
    tag: browser.id,
    path: '/settings/reminders',
    acts: [],
  });
});

describe('where the connection breaks once the push service had the message', () => {
  const twice = async () => {
    service.answers = () => (service.came.length === 1 ? 'break' : 201);
    await dueReminder(ada);
    await deliverReminders(runtime);
    await send();
    await pass();
    await send();
    return service.came;
  };

  test('it is sent again, under the same tag and topic, so the second replaces the first', async () => {
    const [first, second, ...more] = await twice();
    expect(more).toEqual([]);
    if (!first || !second) throw new Error('it came once');
    expect(messageOf(browser, second).tag).toBe(messageOf(browser, first).tag);
    expect(second.headers['topic']).toBe(first.headers['topic']);
    expect(await waiting()).toEqual([]);
  });

  test('planted: ended before it is sent, it is lost', async () => {
    plantBug('push-ended-first');
    expect(await twice()).toHaveLength(1);
  });

  test('planted: under another tag the second stands beside the first', async () => {
    plantBug('push-new-tag');
    const [first, second] = await twice();
    expect(second?.headers['topic']).not.toBe(first?.headers['topic']);
  });
});

test('killed while it was sending, it is sent again: the try was written down before', async () => {
  await dueReminder(ada);
  await deliverReminders(runtime);
  expect(await claimPush(runtime)).toMatchObject({ failures: 1 });
  expect(await claimPush(runtime)).toBeNull();
  await pass();
  await send();
  expect(service.came).toHaveLength(1);
});

describe('the push service says', () => {
  const fire = async () => {
    await dueReminder(ada);
    await deliverReminders(runtime);
    await send();
  };

  test.each([404, 410])('%i: the browser is told no more', async (status) => {
    service.answers = () => status;
    await fire();
    expect([await subscriptions(), await waiting()]).toEqual([0, []]);
  });

  test.each([500, 503, 401, 403])('%i: it is tried again, later each time', async (status) => {
    service.answers = () => status;
    await fire();
    const [first] = await waiting();
    await pass();
    await send();
    const [second] = await waiting();
    expect([first?.failures, second?.failures]).toEqual([1, 2]);
    expect(second?.later).toBeGreaterThan(first?.later ?? Infinity);
    service.answers = () => 201;
    await pass();
    await send();
    expect(await waiting()).toEqual([]);
  });

  test('429: not before the time that it names', async () => {
    service.answers = () => ({ status: 429, headers: { 'retry-after': '600' } });
    await fire();
    const [{ later } = { later: 0 }] = await waiting();
    expect(later).toBeGreaterThan(590);
    expect(later).toBeLessThan(601);
  });

  test.each([400, 413, 301])('%i: that message is over, the browser stays', async (status) => {
    service.answers = () => status;
    await fire();
    expect([await subscriptions(), await waiting()]).toEqual([1, []]);
  });

  test('nothing for a day: it is given up', async () => {
    service.answers = () => 500;
    await fire();
    await world.runtime.db.execute(sql`UPDATE pushes SET created_at = now() - interval '25 hours'`);
    await pass();
    await send();
    expect([service.came.length, await waiting()]).toEqual([1, []]);
  });
});

test('what leads to this machine is not connected to, whatever the name says', async () => {
  await dueReminder(ada);
  await deliverReminders(runtime);
  await send(service.guarded);
  expect(service.came).toEqual([]);
  expect(await waiting()).toMatchObject([{ failures: 1 }]);
});

describe('what was written is not sent', () => {
  const at = () => ({ workspaceId: ada.person.workspaceId });
  type TaskId = Parameters<typeof completeTask>[1]['taskId'];
  const ends: [string, (taskId: TaskId) => Promise<unknown>][] = [
    ['of a task that is done', (taskId) => completeTask(ada.person.ctx(), { ...at(), taskId })],
    ['of a task that is deleted', (taskId) => deleteTask(ada.person.ctx(), { ...at(), taskId })],
    ['that was read', () => markNotificationsRead(ada.person.ctx(), { all: true })],
    [
      'to a session that was ended',
      () => revokeSession(ada.person.ctx(), { sessionId: ada.person.sessionId }),
    ],
    [
      'to a session that is over',
      () =>
        world.runtime.db.execute(
          sql`UPDATE sessions SET expires_at = now() - interval '1 second' WHERE id = ${ada.person.sessionId}`,
        ),
    ],
    [
      'to an account that is closed',
      () =>
        world.runtime.db.execute(
          sql`UPDATE users SET disabled_at = now() WHERE id = ${ada.person.userId}`,
        ),
    ],
    [
      'to one who is in the workspace no more',
      () =>
        world.runtime.db.execute(
          sql`UPDATE members SET removed_at = now() WHERE user_id = ${ada.person.userId}`,
        ),
    ],
  ];
  test.each(ends)('%s', async (_, end) => {
    const { taskId } = await dueReminder(ada);
    await deliverReminders(runtime);
    expect(await waiting()).toHaveLength(1);
    await end(taskId);
    await send();
    expect([service.came, await waiting()]).toEqual([[], []]);
  });

  test('nor written, where it is more than a day late', async () => {
    const { id } = await dueReminder(ada);
    await world.runtime.db.execute(
      sql`UPDATE reminders SET remind_at = now() - interval '25 hours' WHERE id = ${id}`,
    );
    await deliverReminders(runtime);
    expect(await waiting()).toEqual([]);
  });
});

test('the browser of a session that is over is forgotten', async () => {
  await sweepPushes(runtime);
  expect(await subscriptions()).toBe(1);
  await revokeSession(ada.person.ctx(), { sessionId: ada.person.sessionId });
  await sweepPushes(runtime);
  expect(await subscriptions()).toBe(0);
});

test('a push service that hangs holds up nobody else', async () => {
  const bob = await scene(world);
  const theirs = await toldAt(service, world, bob.person.ctx());
  service.answers = ({ path }) => (path === browser.path ? 'hang' : 201);
  await dueReminder(ada);
  await dueReminder(bob);
  await deliverReminders(runtime);
  const stop = keepSendingPushes(runtime, service.poster);
  try {
    const took = () => service.came.some(({ path }) => path === theirs.path);
    await expect.poll(took, { timeout: 20_000, interval: 20 }).toBe(true);
  } finally {
    await stop();
  }
});

test('many browsers of one person that hang hold up nobody else', async () => {
  const { userId } = ada.person;
  for (let n = 0; n < 15; n += 1) {
    const { id } = await createSession(world.runtime, { userId, userAgent: 't', address: '::1' });
    const principal = { kind: 'user', userId, sessionId: id } as const;
    await toldAt(service, world, { ...ada.person.ctx(), principal });
  }
  const bob = await scene(world);
  const theirs = await toldAt(service, world, bob.person.ctx());
  service.answers = ({ path }) => (path === theirs.path ? 201 : 'hang');
  await dueReminder(ada);
  await deliverReminders(runtime);
  expect(await waiting()).toHaveLength(16);
  await dueReminder(bob);
  await deliverReminders(runtime);
  const stop = keepSendingPushes(runtime, service.poster);
  try {
    const paths = () => service.came.map(({ path }) => path);
    await expect.poll(paths, { timeout: 20_000, interval: 20 }).toContain(theirs.path);
    expect(paths().length).toBeLessThanOrEqual(4);
  } finally {
    await stop();
  }
});

test('one that cannot be composed says so, and blames no push service', async () => {
  const told: unknown[][] = [];
  const tell = (...all: unknown[]) => void told.push(all);
  const log = { ...runtime.log, warn: tell, error: tell };
  await world.runtime.db.execute(
    sql`UPDATE push_subscriptions SET p256dh = decode(repeat('00', 65), 'hex')`,
  );
  await dueReminder(ada);
  await deliverReminders(runtime);
  const claimed = await claimPush(runtime);
  if (!claimed) throw new Error('nothing waits');
  await sendPush({ ...runtime, log }, service.poster, claimed);
  expect(told).toMatchObject([
    [{ err: expect.any(Error) }, 'a push could not be composed and will be tried again'],
  ]);
  expect(told[0]?.[0]).not.toHaveProperty('service');
  expect(service.came).toEqual([]);
  expect(await waiting()).toMatchObject([{ failures: 1 }]);
});

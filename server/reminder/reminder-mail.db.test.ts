import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { updateAccount } from '../account/update-account.ts';
import { nudgeMail } from '../mail/nudge-mail.ts';
import { startMail } from '../mail/start-mail.ts';
import { stopMail } from '../mail/stop-mail.ts';
import { openMailbox } from '../mail/testing/mailbox.ts';
import type { Mailbox, Manners, Received } from '../mail/testing/mailbox.ts';
import { mailEnv } from '../mail/testing/mailing.ts';
import type { Runtime } from '../platform/runtime.ts';
import { completeTask } from '../task/complete-task.ts';
import { deleteTask } from '../task/delete-task.ts';
import { updateTask } from '../task/update-task.ts';
import { createWorld } from '../testing/world.ts';
import type { World } from '../testing/world.ts';
import { deliverReminders } from './deliver-reminders.ts';
import { dueReminder, notified, scene } from './testing/reminding.ts';
import type { Scene } from './testing/reminding.ts';

let world: World;
let ada: Scene;
let box: Mailbox;
/** An instance that sends to the mailbox of the test. */
let runtime: Runtime;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.runtime.db.execute(sql`DELETE FROM mails`);
  ada = await scene(world, { mailReminders: true });
});
afterEach(async () => {
  await stopMail(runtime);
  await box.close();
});

async function open(manners: Manners = {}): Promise<void> {
  box = await openMailbox(manners);
  runtime = { ...world.runtime, env: mailEnv(box.port) };
}

const patient = { timeout: 20_000, interval: 20 };
async function arrived(): Promise<Received> {
  await expect.poll(() => box.mails.length, patient).toBe(1);
  return box.mails[0] as Received;
}
async function mailIds(): Promise<string[]> {
  const found = await world.runtime.db.execute<{ id: string }>(sql`SELECT id FROM mails`);
  return found.rows.map(({ id }) => id);
}
const over = async () => {
  const found = await world.runtime.db.execute<{ kept: string }>(
    sql`SELECT "to" || "values"::text AS kept FROM mails WHERE due_at IS NULL`,
  );
  return found.rows.map(({ kept }) => kept);
};

test('comes by mail too, once, under the id of what the person is notified of', async () => {
  await open();
  await startMail(runtime);
  const { taskId } = await dueReminder(ada, 'Buy <milk>');
  const { workspaceId } = ada.person;
  const set = { dueOn: '2090-05-05', dueTime: '09:00' };
  await updateTask(ada.person.ctx(), { workspaceId, taskId, set, add: {}, remove: {} });
  await deliverReminders(runtime);
  const mail = await arrived();
  const [told] = await notified(ada);
  expect(mail.to).toEqual([ada.person.email]);
  expect(mail.headers.get('message-id')).toEqual([`<${told?.id}@example.org>`]);
  expect(mail.subject).toBe('Reminder: Buy <milk>');
  expect(mail.text).toContain('“Buy <milk>” (IN-1)');
  expect(mail.text).toMatch(/It is due on Friday,? 5 May 2090, 09:00\./);
  expect(mail.text).toContain(
    `https://tasks.example.org/w/${workspaceId.replaceAll('-', '')}/t/${taskId}`,
  );
  expect(mail.html).not.toContain('<milk>');
  await expect.poll(over, patient).toEqual(['{}']);
});

test('in Russian', async () => {
  await open();
  await startMail(runtime);
  await updateAccount(ada.person.ctx(), { set: { locale: 'ru' } });
  await dueReminder(ada, 'Полить цветы');
  await deliverReminders(runtime);
  const mail = await arrived();
  expect(mail.subject).toBe('Напоминание: Полить цветы');
  expect(mail.text).toContain('Вы просили напомнить о задаче «Полить цветы» (IN-1).');
});

test('has one id, however often it is tried', async () => {
  await open({ data: () => (box.offered.length < 2 ? 451 : null) });
  await startMail(runtime);
  await dueReminder(ada);
  await deliverReminders(runtime);
  await expect.poll(() => box.offered.length, patient).toBe(1);
  await world.runtime.db.execute(
    sql`UPDATE mails SET due_at = now() - interval '1 second' WHERE due_at IS NOT NULL`,
  );
  nudgeMail(runtime);
  await arrived();
  expect(new Set(box.offered).size).toBe(1);
});

describe('no mail is written', () => {
  test('where the person wants none, or the instance sends none', async () => {
    await open();
    const bob = await scene(world);
    await dueReminder(bob);
    await deliverReminders(runtime);
    await dueReminder(ada);
    await deliverReminders(world.runtime);
    expect(await mailIds()).toEqual([]);
    expect([(await notified(bob)).length, (await notified(ada)).length]).toEqual([1, 1]);
  });

  test('of what is more than a day late, as after a backup came back', async () => {
    await open();
    const { id } = await dueReminder(ada);
    await world.runtime.db.execute(
      sql`UPDATE reminders SET remind_at = now() - interval '25 hours' WHERE id = ${id}`,
    );
    await deliverReminders(runtime);
    expect(await notified(ada)).toHaveLength(1);
    expect(await mailIds()).toEqual([]);
  });
});

describe('what was written is not sent', () => {
  const ends: [
    string,
    (taskId: Parameters<typeof completeTask>[1]['taskId']) => Promise<unknown>,
  ][] = [
    ['done', (taskId) => completeTask(ada.person.ctx(), { ...at(), taskId })],
    ['deleted', (taskId) => deleteTask(ada.person.ctx(), { ...at(), taskId })],
    [
      'not wanted by mail any more',
      () => updateAccount(ada.person.ctx(), { set: { mailReminders: false } }),
    ],
  ];
  const at = () => ({ workspaceId: ada.person.workspaceId });

  test.each(ends)('of a task that is %s by then', async (_, end) => {
    await open();
    const { taskId } = await dueReminder(ada);
    await deliverReminders(runtime);
    expect(await mailIds()).toHaveLength(1);
    await end(taskId);
    await startMail(runtime);
    await expect.poll(over, patient).toEqual(['{}']);
    expect(box.offered).toEqual([]);
  });
});

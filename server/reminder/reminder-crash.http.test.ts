import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { scratchServer } from '../../db/embedded/testing/scratch-server.ts';
import type { MeOutput } from '../account/schema.ts';
import { openMailbox } from '../mail/testing/mailbox.ts';
import type { Mailbox } from '../mail/testing/mailbox.ts';
import type { NotificationListOutput } from '../notification/schema.ts';
import type { Api } from '../testing/api.ts';
import { makeAccount } from '../testing/fleet/account.ts';
import { createHome, startInstance } from '../testing/instance.ts';
import type { Home, Instance } from '../testing/instance.ts';
import { steadyPort } from '../testing/steady-port.ts';
import type { ReminderOutput } from './schema.ts';

let server: Awaited<ReturnType<typeof scratchServer>>;
let admin: pg.Client;
let home: Home;
let instance: Instance;
let box: Mailbox;
let hangs: boolean;
let api: Api;
beforeEach(async () => {
  hangs = true;
  box = await openMailbox({ data: () => (hangs ? 'hang' : null) });
  server = await scratchServer('full');
  admin = new pg.Client(server.url);
  await admin.connect();
  const port = await steadyPort();
  home = await createHome({
    DATABASE_URL: server.url,
    PORT: String(port),
    CAIRN_URL: `http://127.0.0.1:${port}`,
    SMTP_URL: `smtp://127.0.0.1:${box.port}`,
    MAIL_FROM: 'Cairn <cairn@example.org>',
  });
  instance = await startInstance(home);
});
afterEach(async () => {
  await instance.stop();
  await box.close();
  await home.remove();
  await admin.end();
  await server.remove();
});

const patient = { timeout: 60_000, interval: 50 };

/** A person who wants reminders by mail. @returns their workspace */
async function begin(): Promise<string> {
  const account = await makeAccount(home, instance.url);
  ({ api } = account);
  await admin.query('UPDATE users SET mail_reminders = true');
  const me = await api.query<MeOutput>('account.me');
  expect(me.user.mailReminders).toBe(true);
  return me.workspaces[0]?.id ?? '';
}

async function remindIn(workspaceId: string, ms: number): Promise<ReminderOutput> {
  const task = await api.mutate<{ id: string }>('task.create', { workspaceId, title: 'Water' });
  const { now } = await api.query<MeOutput>('account.me');
  const when = { kind: 'instant', at: new Date(Date.parse(now) + ms).toISOString() };
  return api.mutate('reminder.create', { workspaceId, taskId: task.id, when });
}

const told = () => api.query<NotificationListOutput>('notification.list', {});

test('killed while the mail server had its mail and had not answered, it notifies once and sends that one mail', async () => {
  const made = await remindIn(await begin(), 1500);
  await expect.poll(() => box.offered.length, patient).toBe(1);
  await instance.kill();
  hangs = false;
  instance = await startInstance(home);
  await expect.poll(() => box.mails.length, patient).toBe(1);
  expect(box.offered).toHaveLength(2);
  const { items } = await told();
  expect(items).toMatchObject([{ reminderId: made.id, firedAt: made.remindAt }]);
  expect(new Set(box.offered)).toEqual(new Set([`<${items[0]?.id}@example.org>`]));
}, 240_000);

test('what was due while nothing ran is told once, as it runs again', async () => {
  hangs = false;
  const workspaceId = await begin();
  const made = await remindIn(workspaceId, 3000);
  await instance.kill();
  await expect.poll(() => Date.now() > Date.parse(made.remindAt ?? '') + 500, patient).toBe(true);
  instance = await startInstance(home);
  await expect.poll(async () => (await told()).items.length, patient).toBe(1);
  await expect.poll(() => box.mails.length, patient).toBe(1);
  await instance.kill();
  instance = await startInstance(home);
  const next = await remindIn(workspaceId, 1000);
  await expect.poll(async () => (await told()).items.length, patient).toBe(2);
  const { items } = await told();
  expect(items.map(({ reminderId }) => reminderId)).toEqual([next.id, made.id]);
}, 240_000);

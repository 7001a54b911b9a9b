import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import pg from 'pg';
import { scratchServer } from '../../../db/embedded/testing/scratch-server.ts';
import { openMailbox } from '../../mail/testing/mailbox.ts';
import type { Mailbox } from '../../mail/testing/mailbox.ts';
import type { NotificationListOutput, NotificationOutput } from '../../notification/schema.ts';
import type { ReminderOutput } from '../../reminder/schema.ts';
import { createHome, startInstance } from '../instance.ts';
import type { Home, Instance } from '../instance.ts';
import { startRedis } from '../redis.ts';
import { steadyPort } from '../steady-port.ts';
import { makeAccount } from './account.ts';
import type { Account } from './account.ts';
import { tellFigures } from './tell-figures.ts';
import { createWrongClock, readClock } from './wrong-clock.ts';
import type { WrongClock } from './wrong-clock.ts';

const minute = 60_000;
/** So late a reminder tells at most where somebody is there to tell it. A busy machine is given five times that. */
const goalMs = 5000;
const slack = 5;
const eachRound = 8;
const jumps = ['-3h', '+2d', '+0', '-40m', '+1h', '-1d'];
/** Who is killed in each round; one alone while mail is taken, so that another takes over what it did. */
const all = ['right', 'fast', 'worker'] as const;
const victims = [['fast'], all, ['worker'], all, ['right'], all] as const;
const patient = { timeout: 2 * minute, interval: 50 };

/** One of the processes, which is killed and started again where it was. */
type Process = { start(): Promise<void>; kill(): Promise<void>; url: string };

const ends: (() => Promise<unknown>)[] = [];
let hangs = false;
let box: Mailbox;
let env: Record<string, string>;
let databaseUrl: string;
beforeAll(async () => {
  box = await openMailbox({ data: () => (hangs ? 'hang' : null) });
  const server = await scratchServer('full');
  const redis = await startRedis();
  const shared = await createHome();
  databaseUrl = server.url;
  ends.push(
    () => shared.remove(),
    () => server.remove(),
    () => redis.remove(),
    () => box.close(),
  );
  env = {
    DATABASE_URL: server.url,
    REDIS_URL: redis.url,
    SMTP_URL: `smtp://127.0.0.1:${box.port}`,
    MAIL_FROM: 'Cairn <cairn@example.org>',
    FILES_DIR: shared.dataDir,
    CAIRN_SECRET: 's'.repeat(43),
  };
});
afterAll(() => endAfter(0));
afterEach(() => endAfter(4));

async function endAfter(kept: number) {
  while (ends.length > kept) await ends.pop()?.();
}

async function startProcess(more: Record<string, string>, program?: string[]): Promise<Process> {
  const port = await steadyPort();
  const url = `http://127.0.0.1:${port}`;
  const home: Home = await createHome({ ...env, ...more, PORT: String(port), CAIRN_URL: url });
  let instance: Instance | null = null;
  const process: Process = {
    url,
    async start() {
      instance = await startInstance(home, program);
    },
    async kill() {
      await instance?.kill();
      instance = null;
    },
  };
  ends.push(async () => {
    await process.kill();
    await home.remove();
  });
  await process.start();
  return process;
}

async function wrongClock(offset: string): Promise<WrongClock> {
  const clock = await createWrongClock(offset);
  ends.push(() => clock.remove());
  return clock;
}

/** A person who has reminders mailed too. */
async function makePerson({ url }: Process, name: string): Promise<Account> {
  const home = await createHome({ ...env, CAIRN_URL: url });
  ends.push(() => home.remove());
  const account = await makeAccount(home, url, name);
  const admin = new pg.Client(databaseUrl);
  await admin.connect();
  await admin.query('UPDATE users SET mail_reminders = true');
  await admin.end();
  return account;
}

async function remindAt({ api, workspaceId }: Account, at: number): Promise<ReminderOutput> {
  const task = await api.mutate<{ id: string }>('task.create', { workspaceId, title: 'Water' });
  const when = { kind: 'instant', at: new Date(at).toISOString() };
  return api.mutate('reminder.create', { workspaceId, taskId: task.id, when });
}

async function told({ api }: Account): Promise<NotificationOutput[]> {
  return (await api.query<NotificationListOutput>('notification.list', { limit: 100 })).items;
}

const lateMs = ({ createdAt, firedAt }: NotificationOutput) =>
  Date.parse(createdAt) - Date.parse(firedAt);

const isEarly = (one: NotificationOutput) => lateMs(one) < 0;

test('two processes and a worker whose clocks are wrong and jump, each killed while its mail is under way: every reminder tells once, none too early nor, where one is left to tell it, late, and every mail is sent', async () => {
  const clocks = [await wrongClock('+40m'), await wrongClock('-1d')] as const;
  expect(readClock(clocks[0]) - Date.now()).toBeGreaterThan(30 * minute);
  expect(readClock(clocks[1]) - Date.now()).toBeLessThan(-20 * 60 * minute);
  const right = await startProcess({});
  const fast = await startProcess(clocks[0].env);
  const worker = await startProcess(clocks[1].env, ['server/boot/command-line.ts', 'worker']);
  const processes = { right, fast, worker };
  const ann = await makePerson(right, 'ann');
  const made: ReminderOutput[] = [];
  for (const [round, offset] of jumps.entries()) {
    const before = box.offered.length;
    const killed = victims[round] ?? [];
    hangs = killed.length === all.length;
    await clocks[round % 2]?.jump(offset);
    const begin = Date.now() + 2000;
    for (let index = 0; index < eachRound; index += 1)
      made.push(await remindAt(ann, begin + index * 300));
    await expect.poll(() => box.offered.length, patient).toBeGreaterThan(before);
    for (const name of killed) await processes[name].kill();
    hangs = false;
    await Promise.all(killed.map((name) => processes[name].start()));
  }
  const wanted = made.length;
  await expect.poll(async () => (await told(ann)).length, patient).toBe(wanted);
  await expect.poll(() => new Set(box.offered).size, patient).toBe(wanted);
  await expect.poll(() => box.mails.length, patient).toBeGreaterThanOrEqual(wanted);
  const notified = await told(ann);
  const firings = notified.map(({ reminderId, firedAt }) => `${reminderId} ${firedAt}`);
  expect(firings.toSorted()).toEqual(
    made.map(({ id, remindAt: at }) => `${id} ${at ?? ''}`).toSorted(),
  );
  expect(notified.filter(isEarly)).toEqual([]);
  expect(new Set(box.offered)).toEqual(new Set(notified.map(({ id }) => `<${id}@example.org>`)));
  const attended = new Set(
    made.filter((_, nth) => victims[Math.floor(nth / eachRound)] !== all).map(({ id }) => id),
  );
  const attendedLate = notified.filter(({ reminderId }) => attended.has(reminderId)).map(lateMs);
  expect(attendedLate).toHaveLength(wanted / 2);
  expect(Math.max(...attendedLate)).toBeLessThan(goalMs * slack);
  tellFigures({
    reminders: wanted,
    kills: victims.flat().length,
    clockJumps: jumps.length,
    mailsOffered: box.offered.length,
    latestMs: Math.max(...attendedLate),
    goalMs,
    latestAfterAllEndedMs: Math.max(...notified.map(lateMs)),
  });
});

test('a process that goes by its own clock tells too early: caught', async () => {
  const clock = await wrongClock('+40m');
  const fast = await startProcess({ ...clock.env, CAIRN_BUG: 'reminder-own-clock' });
  const ben = await makePerson(fast, 'ben');
  await remindAt(ben, Date.now() + 20 * minute);
  await expect.poll(async () => (await told(ben)).filter(isEarly).length, patient).toBe(1);
});

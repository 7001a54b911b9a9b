import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { createHome, startInstance } from '../instance.ts';
import { makeAccount, makeCookie } from './account.ts';
import { createAttempts } from './attempts.ts';
import { startCallers } from './callers.ts';
import type { Callers } from './callers.ts';
import { compare } from './compare.ts';
import { startPrimary } from './postgres.ts';
import type { Server } from './postgres.ts';
import { until } from './program.ts';
import { createStack } from '../stack.ts';
import { tellFigures } from './tell-figures.ts';

const stack = createStack();
afterAll(() => stack.remove());

/** One process on this database, and those who call it. */
async function startCalls(server: Server, more: Record<string, string> = {}): Promise<Callers> {
  const home = stack.use(await createHome({ DATABASE_URL: server.url, ...more }));
  const instance = await startInstance(home);
  stack.use({ remove: () => instance.kill() });
  const { url } = instance;
  const { token, workspaceId, userId } = await makeAccount(home, url);
  const cookie = await makeCookie(server.url, userId);
  const attempts = createAttempts();
  const callers = startCallers({ url, token, workspaceId, cookie, attempts, writers: 8 });
  stack.use({ remove: () => callers.end() });
  return callers;
}

test('an asynchronous standby that takes over lacks what had not reached it', async () => {
  const primary = stack.use(await startPrimary());
  const near = stack.use(await primary.follow({ synchronous: false }));
  const far = stack.use(await primary.follow({ synchronous: false }));
  const callers = await startCalls(primary);
  await expect.poll(() => callers.acknowledged.size).toBeGreaterThan(100);

  // What a standby receives stops, as where the network does; the primary goes on for a second.
  const [receiver] = await far.admin<{ pid: number }>('SELECT pid FROM pg_stat_wal_receiver');
  process.kill(receiver!.pid, 'SIGSTOP');
  const before = callers.acknowledged.size;
  await sleep(1000);
  await expect.poll(() => callers.acknowledged.size).toBeGreaterThan(before);
  await primary.stop('SIGKILL');
  const ended = callers.end();
  process.kill(receiver!.pid, 'SIGKILL');
  await ended;

  // One whose process was killed recovers first.
  for (const standby of [near, far])
    await until('a promotion', () => standby.admin('SELECT pg_promote()'));
  const { lost } = await compare(near, callers.acknowledged);
  const { lost: lostFar } = await compare(far, callers.acknowledged);
  const acknowledged = callers.acknowledged.size;
  tellFigures({ standby: 'asynchronous', acknowledged, lost, lostASecondBehind: lostFar });
  // So a loss would be seen, where there must be none.
  expect(lostFar).toBeGreaterThan(0);
});

test('the control: a token that works on after its end is caught', async () => {
  const primary = stack.use(await startPrimary());
  const { probes } = await startCalls(primary, { CAIRN_BUG: 'token-stays' });
  await expect.poll(() => probes.served).not.toEqual([]);
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { scratchServer } from './embedded/testing/scratch-server.ts';
import type { ScratchServer } from './embedded/testing/scratch-server.ts';
import { takeInstanceLock } from './instance-lock.ts';

const alone = { beside: false };
let server: ScratchServer;
beforeAll(async () => {
  server = await scratchServer('none');
});
afterAll(async () => {
  await server.remove();
});

test('one process at a time; the other is told which', async () => {
  const held = await takeInstanceLock(server.url, alone);
  await expect(takeInstanceLock(server.url, alone)).rejects.toMatchObject({
    code: 'TAKEN',
    message: expect.stringMatching(
      new RegExp(`^Cairn is already running as pid ${process.pid} on .+: use that one, or stop it`),
    ) as string,
  });
  await held.release();
  const next = await takeInstanceLock(server.url, alone);
  await next.release();
});

test('with Redis many hold it side by side; who has none is refused, and the other way round', async () => {
  const beside = { beside: true };
  const [first, second] = [
    await takeInstanceLock(server.url, beside),
    await takeInstanceLock(server.url, beside),
  ];
  await expect(takeInstanceLock(server.url, alone)).rejects.toThrow(
    /^Cairn is already running as pid \d+ on .+ with REDIS_URL: stop it first, or give this one the same REDIS_URL to run beside it\.$/,
  );
  await first.release();
  await second.release();
  const held = await takeInstanceLock(server.url, alone);
  await expect(takeInstanceLock(server.url, beside)).rejects.toThrow(
    /^Cairn is already running as pid \d+ on .+ without REDIS_URL, so alone: give it the same REDIS_URL/,
  );
  await held.release();
});

test('one of many has the work, and its end gives it to another', async () => {
  const beside = { beside: true };
  const first = await takeInstanceLock(server.url, beside);
  const second = await takeInstanceLock(server.url, beside);
  expect(await first.takeWork()).toBe(true);
  expect(await second.takeWork()).toBe(false);
  expect(await first.takeWork()).toBe(true);
  await first.release();
  expect(await first.takeWork()).toBe(false);
  await vi.waitFor(async () => expect(await second.takeWork()).toBe(true));
  await second.release();
});

test('who has another secret is refused, and what is seen of one is no secret', async () => {
  const like = (secret: string) => ({ beside: true, alike: { CAIRN_SECRET: secret } });
  const first = await takeInstanceLock(server.url, like('a'));
  const second = await takeInstanceLock(server.url, like('a'));
  await expect(takeInstanceLock(server.url, like('b'))).rejects.toThrow(
    /^Cairn runs on this database as pid \d+ on .+ with CAIRN_SECRET unlike this one's: give all of them the same\.$/,
  );
  await first.release();
  await second.release();
  const third = await takeInstanceLock(server.url, like('b'));
  await third.release();
});

test('a lock that is held for long keeps no row from being vacuumed', async () => {
  const held = await takeInstanceLock(server.url, { beside: true, alike: { CAIRN_SECRET: 'a' } });
  await held.takeWork();
  const admin = new pg.Client(server.url);
  await admin.connect();
  const { rows } = await admin.query(
    `SELECT state, backend_xmin, backend_xid FROM pg_stat_activity WHERE application_name LIKE 'cairn pid=%'`,
  );
  expect(rows).toEqual([{ state: 'idle in transaction', backend_xmin: null, backend_xid: null }]);
  await admin.end();
  await held.release();
});

test('a killed holder gives it up at once', async () => {
  const script = `
    import { takeInstanceLock } from ${JSON.stringify(path.resolve('db/instance-lock.ts'))};
    await takeInstanceLock(process.argv[1], { beside: false });
    console.log('held');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, [
    '--input-type=module-typescript',
    '-e',
    script,
    server.url,
  ]);
  await once(child.stdout, 'data');
  await expect(takeInstanceLock(server.url, alone)).rejects.toThrow(`as pid ${child.pid} on`);
  child.kill('SIGKILL');
  await once(child, 'exit');
  await (await takeInstanceLock(server.url, alone)).release();
});

test('a cut connection is told, a release is not', async () => {
  const lost = vi.fn<() => void>();
  const held = await takeInstanceLock(server.url, alone);
  held.onLost(lost);
  await held.release();
  expect(lost).not.toHaveBeenCalled();
  const cut = await takeInstanceLock(server.url, alone);
  const told = new Promise<void>((resolve) => {
    cut.onLost(() => {
      lost();
      resolve();
    });
  });
  const admin = new pg.Client(server.url);
  await admin.connect();
  await admin.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'cairn pid=%'`,
  );
  await admin.end();
  await told;
  expect(lost).toHaveBeenCalledTimes(1);
  await cut.release();
  await (await takeInstanceLock(server.url, alone)).release();
});

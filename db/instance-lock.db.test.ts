import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { scratchServer } from './embedded/testing/scratch-server.ts';
import type { ScratchServer } from './embedded/testing/scratch-server.ts';
import { takeInstanceLock } from './instance-lock.ts';

let server: ScratchServer;
beforeAll(async () => {
  server = await scratchServer('none');
});
afterAll(async () => {
  await server.remove();
});

test('one process at a time; the other is told which', async () => {
  const held = await takeInstanceLock(server.url);
  await expect(takeInstanceLock(server.url)).rejects.toMatchObject({
    code: 'TAKEN',
    message: expect.stringMatching(
      new RegExp(`^Cairn is already running as pid ${process.pid} on .+: use that one, or stop it`),
    ) as string,
  });
  await held.release();
  const next = await takeInstanceLock(server.url);
  await next.release();
});

test('a killed holder gives it up at once', async () => {
  const script = `
    import { takeInstanceLock } from ${JSON.stringify(path.resolve('db/instance-lock.ts'))};
    await takeInstanceLock(process.argv[1]);
    console.log('held');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, [
    '--input-type=module-typescript',
    '-e',
    script,
    server.url,
  ]);
  await once(child.stdout, 'data');
  await expect(takeInstanceLock(server.url)).rejects.toThrow(`as pid ${child.pid} on`);
  child.kill('SIGKILL');
  await once(child, 'exit');
  await (await takeInstanceLock(server.url)).release();
});

test('a cut connection is told, a release is not', async () => {
  const lost = vi.fn<() => void>();
  const held = await takeInstanceLock(server.url);
  held.onLost(lost);
  await held.release();
  expect(lost).not.toHaveBeenCalled();
  const cut = await takeInstanceLock(server.url);
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
  await (await takeInstanceLock(server.url)).release();
});

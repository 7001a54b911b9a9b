import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadEnv } from '../platform/env.ts';
import { ownDatabase } from './database.ts';

test('closed while Postgres is being started again, it leaves none behind', async () => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'cairn-own-'));
  await chmod(dataDir, 0o711);
  onTestFinished(() => rm(dataDir, { recursive: true }));
  const heard = Promise.withResolvers<void>();
  const say = (line: string) => {
    if (line.startsWith('Postgres is gone')) heard.resolve();
  };
  const giveUp = (error: unknown) => heard.reject(error);
  const env = loadEnv({ CAIRN_DATA: dataDir });
  const database = await ownDatabase(env, { say, giveUp }, { beside: false });
  const file = path.join(dataDir, 'postgres/pg/postmaster.pid');
  process.kill(Number.parseInt(await readFile(file, 'utf8'), 10), 'SIGKILL');
  await heard.promise;
  await database.close();
  expect(existsSync(file)).toBe(false);
});

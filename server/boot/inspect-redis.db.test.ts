import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkRedis } from '../cli/doctor/check-redis.ts';
import { startRedis } from '../testing/redis.ts';
import type { TestRedis } from '../testing/redis.ts';
import { steadyPort } from '../testing/steady-port.ts';
import { inspectRedis } from './inspect-redis.ts';

let redis: TestRedis;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.remove());

const said = async (url: string | null) => checkRedis(await inspectRedis(url));

test('without Redis there is nothing to look at', async () => {
  expect(await said(null)).toMatchObject([{ status: 'ok', message: /not configured/ }]);
});

test('a Redis as it comes is fit, and loses nothing that cannot be made again', async () => {
  const [check] = await said(redis.url);
  expect(check?.status).toBe('ok');
  expect(check?.message).toMatch(/no limit of memory, it comes back empty after a restart/);
});

test('one that may throw out marks is not used, and the line says what to set', async () => {
  await redis.tell('CONFIG SET maxmemory 100mb');
  await redis.tell('CONFIG SET maxmemory-policy allkeys-lru');
  const [check] = await said(redis.url);
  expect(check?.status).toBe('fail');
  expect(check?.message).toMatch(/CONFIG SET maxmemory-policy noeviction/);
  await redis.tell('CONFIG SET maxmemory-policy noeviction');
  const [mended] = await said(redis.url);
  expect(mended?.message).toMatch(/of 10[05] MB used, and it refuses more/);
  await redis.tell('CONFIG SET maxmemory 0');
});

test('a user of Redis who may not run what is needed is told what to grant', async () => {
  await redis.tell(
    'ACL SETUSER cairn on >secret ~cairn:* +@connection +info +config|get +set +get +mget +del',
  );
  const url = redis.url.replace('//', '//cairn:secret@');
  const [check] = await said(url);
  expect(check).toMatchObject({ status: 'fail' });
  expect(check?.message).toMatch(/may not run .*eval.*; grant .*\+@scripting/);
  await redis.tell('ACL SETUSER cairn +@scripting +time');
  // What a script does needs rights of its own.
  expect(await said(url)).toMatchObject([{ status: 'fail' }]);
  await redis.tell('ACL SETUSER cairn +@read +@write');
  expect(await said(url)).toMatchObject([{ status: 'ok' }]);
});

test('one that does not answer fails, and says what is done meanwhile', async () => {
  const [check] = await said(`redis://127.0.0.1:${await steadyPort()}`);
  expect(check).toMatchObject({ status: 'fail' });
  expect(check?.message).toMatch(/all is read from Postgres/);
});

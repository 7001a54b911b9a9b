import { afterEach, beforeAll, afterAll, expect, test } from 'vitest';
import { redisRights } from '../cli/doctor/check-redis.ts';
import { startRedis } from '../testing/redis.ts';
import type { TestRedis } from '../testing/redis.ts';
import { openMasters } from './redis-masters.ts';
import type { RedisMasters } from './redis-masters.ts';
import { parseRedisUrl } from './redis-url.ts';

let redis: TestRedis;
const opened: RedisMasters[] = [];
beforeAll(async () => {
  redis = await startRedis();
});
afterEach(() => {
  for (const masters of opened.splice(0)) masters.close();
});
afterAll(() => redis.remove());

function open(url: string): RedisMasters {
  const masters = openMasters(parseRedisUrl(url));
  opened.push(masters);
  return masters;
}

const identityOf = (masters: RedisMasters) => masters.all()[0]?.identity() ?? null;

test('two databases of one Redis are two stores: neither is taken for the other', async () => {
  const [one, same, other] = ['', '/0', '/2'].map((path) => open(`${redis.url}${path}`));
  for (const masters of [one, same, other])
    await expect.poll(() => identityOf(masters as RedisMasters)).not.toBeNull();
  expect(identityOf(one!)).toBe(identityOf(same!));
  expect(identityOf(other!)).not.toBe(identityOf(one!));
});

test('one whose database may not be chosen is not used, and says so', async () => {
  await redis.tell(`ACL SETUSER cairn on >secret ${redisRights}`);
  const url = redis.url.replace('//', '//cairn:secret@');
  const [without, other] = [open(url), open(`${url}/2`)];
  await expect.poll(() => identityOf(without)).not.toBeNull();
  expect(without.trouble()).toBeNull();
  const looked = async () => {
    await other.check();
    return [identityOf(other), other.trouble()];
  };
  const named = expect.stringMatching(/^127\.0\.0\.1:\d+: NOPERM .*select/) as string;
  await expect.poll(looked).toEqual([null, named]);
  await redis.tell('ACL SETUSER cairn +select');
  await expect.poll(looked).toEqual([expect.any(String), null]);
});

test('why one is away is told by what went wrong, not by the connection that ended of it', async () => {
  const masters = open(redis.url);
  await expect.poll(() => identityOf(masters)).not.toBeNull();
  await redis.kill();
  await expect.poll(() => masters.trouble()).toMatch(/^127\.0\.0\.1:\d+: connect ECONNREFUSED/);
  await redis.restart('nothing');
  await expect.poll(() => masters.trouble()).toBeNull();
});

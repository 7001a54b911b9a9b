import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createPool } from '../../db/client.ts';
import { createClock } from '../platform/clock.ts';
import { openRelay } from '../testing/relay.ts';
import { startRedis } from '../testing/redis.ts';
import type { TestRedis } from '../testing/redis.ts';
import { uncached } from './open-cache.ts';
import { createRates } from './rates.ts';
import { openMasters } from './redis-masters.ts';
import type { RedisMasters } from './redis-masters.ts';
import { parseRedisUrl } from './redis-url.ts';

let redis: TestRedis;
let ways: RedisMasters[];
beforeAll(async () => {
  redis = await startRedis();
  ways = [openMasters(parseRedisUrl(redis.url)), openMasters(parseRedisUrl(redis.url))];
  await vi.waitUntil(() => ways.every((way) => way.all()[0]?.identity() !== null), 30_000);
});
afterAll(async () => {
  for (const way of ways) way.close();
  await redis.remove();
});

/** How many of `times` calls at each of the counters may go on. */
async function allowed(counters: ReturnType<typeof createRates>[], times: number, key: string) {
  const rate = { name: 'test', points: 200, seconds: 60 };
  let passed = 0;
  for (let time = 0; time < times; time += 1)
    for (const counter of counters) if ((await counter.take(rate, key)) === 0) passed += 1;
  return passed;
}

test('two processes count together, and together let no more pass than the rate', async () => {
  const counters = ways.map((way) => createRates(way));
  expect(await allowed(counters, 200, 'ann')).toBe(200);
  expect(await allowed(counters, 10, 'ann')).toBe(0);
  expect(await allowed(counters, 10, 'bob')).toBe(20);
  // Those that share nothing let each the whole rate pass.
  expect(await allowed([createRates(null), createRates(null)], 200, 'ann')).toBe(400);
});

test('so do two that keep nothing ready', async () => {
  // Neither asks Postgres for this.
  const pool = createPool('postgres://127.0.0.1:1/none');
  const open = () => uncached({ pool, clock: createClock(), redisUrl: redis.url });
  const caches = [open(), open()];
  try {
    let tries = 0;
    const counters = caches.map(({ rates }) => rates);
    // Until each has found its way to Redis, it counts by itself.
    await expect.poll(() => allowed(counters, 200, `dan ${(tries += 1)}`)).toBe(200);
  } finally {
    for (const cache of caches) await cache.close();
    await pool.end();
  }
});

test('one that keeps nothing ready counts with the others again after Redis was late', async () => {
  const pool = createPool('postgres://127.0.0.1:1/none');
  const relay = await openRelay(redis.port);
  const cache = uncached({
    pool,
    clock: createClock(),
    redisUrl: `redis://127.0.0.1:${relay.port}`,
  });
  try {
    let tries = 0;
    const counters = [cache.rates, createRates(ways[0] ?? null)];
    const together = () => allowed(counters, 200, `eve ${(tries += 1)}`);
    await expect.poll(together).toBe(200);
    relay.delay(200);
    // What came late has been counted all the same.
    expect(await together()).toBeGreaterThan(300);
    relay.delay(0);
    await expect.poll(together).toBe(200);
  } finally {
    await cache.close();
    await relay.remove();
    await pool.end();
  }
});

test('who must wait is told for how long, and goes on after that', async () => {
  const rates = createRates(null);
  const soon = { name: 'soon', points: 1, seconds: 1 };
  expect(await rates.take(soon, 'x')).toBe(0);
  await expect.poll(() => rates.take(soon, 'x')).toBe(0);
  const rate = { name: 'few', points: 2, seconds: 60 };
  const waits = [
    await rates.take(rate, 'x'),
    await rates.take(rate, 'x'),
    await rates.take(rate, 'x'),
  ];
  expect(waits.slice(0, 2)).toEqual([0, 0]);
  expect(waits[2]).toBeGreaterThan(50);
  expect(waits[2]).toBeLessThanOrEqual(60);
});

test('while Redis is away each process counts for itself, and no call fails', async () => {
  const counters = ways.map((way) => createRates(way));
  await redis.kill();
  expect(await allowed(counters, 250, 'cid')).toBe(400);
});

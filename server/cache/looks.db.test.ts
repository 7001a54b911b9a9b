import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { ProjectId, TaskId, UserId } from '../domain/ids.ts';
import { redisRights } from '../cli/doctor/check-redis.ts';
import { startRedis } from '../testing/redis.ts';
import type { TestRedis } from '../testing/redis.ts';
import { testId } from '../testing/world.ts';
import { createLooks } from './looks.ts';
import type { Looks } from './looks.ts';
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

const person = () => testId<UserId>();
const here = { taskId: null };
const at = () => ({ taskId: testId<TaskId>() });

/** Two processes that share a Redis, or one alone. */
const processes = (seconds?: number): [string, () => [Looks, Looks]][] => [
  ['over Redis', () => [createLooks(ways[0]!, seconds), createLooks(ways[1]!, seconds)]],
  [
    'in one process',
    () => {
      const looks = createLooks(null, seconds);
      return [looks, looks];
    },
  ],
];

describe.each(processes())('%s', (_, open) => {
  const setUp = () => {
    const [one, other] = open();
    const projectId = testId<ProjectId>();
    const [ann, bob] = [
      { userId: person(), tabId: 'a' },
      { userId: person(), tabId: 'b' },
    ];
    return { one, other, projectId, ann, bob };
  };

  test('who looks is told to each, what they look at is news once, and who leaves is gone', async () => {
    const { one, other, projectId, ann, bob } = setUp();
    expect(await one.note(projectId, ann, here)).toEqual({
      all: [{ userId: ann.userId, taskId: null }],
      isNews: true,
    });
    const task = at();
    const both = [
      { userId: ann.userId, taskId: null },
      { userId: bob.userId, ...task },
    ];
    expect(await other.note(projectId, bob, task)).toEqual({ all: both, isNews: true });
    const again = await other.note(projectId, bob, task);
    expect(again).toEqual({ all: both, isNews: false });
    expect((await one.note(projectId, bob, here)).isNews).toBe(true);
    expect((await one.note(testId<ProjectId>(), ann, null)).isNews).toBe(false);
    expect(await one.note(projectId, bob, null)).toEqual({ all: both.slice(0, 1), isNews: true });
    expect((await one.note(projectId, bob, null)).isNews).toBe(false);
    expect((await other.note(projectId, ann, null)).all).toEqual([]);
  });

  test('tabs of different people never are the same tab', async () => {
    const { one, projectId, ann, bob } = setUp();
    await one.note(projectId, ann, here);
    await one.note(projectId, { ...bob, tabId: ann.tabId }, null);
    expect((await one.note(projectId, bob, null)).all).toHaveLength(1);
  });

  test('one person has ten tabs at the most, a project two hundred, and no more is noted', async () => {
    const { one, projectId, ann, bob } = setUp();
    for (let tab = 0; tab < 12; tab += 1)
      await one.note(projectId, { ...ann, tabId: `t${tab}` }, here);
    expect((await one.note(projectId, bob, here)).all).toHaveLength(11);
    // One that has its place keeps it; one that has none is no news.
    expect((await one.note(projectId, { ...ann, tabId: 't3' }, at())).isNews).toBe(true);
    expect((await one.note(projectId, { ...ann, tabId: 't11' }, here)).isNews).toBe(false);
    for (let other = 0; other < 220; other += 1)
      await one.note(projectId, { userId: person(), tabId: 'x' }, here);
    expect((await one.note(projectId, bob, here)).all).toHaveLength(200);
  });
});

test.each(processes(1))('%s: a look that is not noted again goes by itself', async (_, open) => {
  const [one, other] = open();
  const projectId = testId<ProjectId>();
  const [ann, bob] = [person(), person()];
  const { all } = await one.note(projectId, { userId: ann, tabId: 'a' }, here);
  expect(all).toEqual([{ userId: ann, ...here }]);
  const names = async () =>
    (await other.note(projectId, { userId: bob, tabId: 'b' }, here)).all.map((look) => look.userId);
  await expect.poll(names).toEqual([bob]);
});

test('a key in Redis ends by itself, and goes with the last who looks', async () => {
  const [one] = [createLooks(ways[0]!)];
  const projectId = testId<ProjectId>();
  const tab = { userId: person(), tabId: 'a' };
  const key = `cairn:looks:{p:${projectId}}`;
  const left = async () => Number((await redis.tell(`TTL ${key}`)).slice(1));
  await one.note(projectId, tab, here);
  expect(await left()).toBeGreaterThan(0);
  expect(await left()).toBeLessThanOrEqual(60);
  await one.note(projectId, tab, null);
  expect(await left()).toBe(-2);
});

test('it takes no right in Redis beyond those that are documented', async () => {
  await redis.tell(`ACL SETUSER cairn on >secret ${redisRights}`);
  const way = openMasters(parseRedisUrl(redis.url.replace('//', '//cairn:secret@')));
  try {
    await vi.waitUntil(() => way.all()[0]?.identity() !== null, 30_000);
    const [looks, projectId] = [createLooks(way), testId<ProjectId>()];
    const tab = { userId: person(), tabId: 'a' };
    expect((await looks.note(projectId, tab, here)).all).toHaveLength(1);
    expect(await looks.note(projectId, tab, null)).toEqual({ all: [], isNews: true });
  } finally {
    way.close();
  }
});

test('while Redis is away nobody looks, and nothing fails', async () => {
  const [one, other] = [createLooks(ways[0]!), createLooks(ways[1]!)];
  const projectId = testId<ProjectId>();
  const look = (looks: Looks, tabId: string) =>
    looks.note(projectId, { userId: person(), tabId }, here);
  await look(one, 'a');
  expect((await look(other, 'b')).all).toHaveLength(2);
  await redis.kill();
  for (const looks of [one, other])
    expect(await look(looks, 'c')).toEqual({ all: [], isNews: false });
  await redis.restart('nothing');
  await expect
    .poll(async () => {
      await ways[0]!.check();
      return (await look(one, 'd')).all.length;
    })
    .toBeGreaterThan(0);
});

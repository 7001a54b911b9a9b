import { Redis } from 'ioredis';
import type { RedisOptions } from 'ioredis';
import { probeKeys } from '../cache/keys.ts';
import { readInfo } from '../cache/redis-node.ts';
import { scripts } from '../cache/redis-scripts.ts';
import { parseRedisUrl } from '../cache/redis-url.ts';
import type { RedisFacts } from '../cli/doctor/check-redis.ts';

const patience = 2000;

/** Asks each node that `REDIS_URL` leads to about itself; of a cluster the masters. Null where none is configured. */
export async function inspectRedis(url: string | null): Promise<RedisFacts[] | null> {
  if (url === null) return null;
  const target = parseRedisUrl(url);
  if (target.kind === 'one') {
    const { sentinels, name, host, port } = target.options;
    return [await ask(target.options, sentinels ? `the master ${name}` : `${host}:${port}`)];
  }
  const { seeds, options } = target;
  const masters = await mastersOf(seeds.map((seed) => ({ ...options, ...seed })));
  return Promise.all(
    masters.map(({ host, port }) => ask({ ...options, host, port }, `${host}:${port}`)),
  );
}

type Address = { host: string; port: number };

/** The masters that the first seed which answers knows; the seeds themselves where none does. */
async function mastersOf(seeds: readonly (RedisOptions & Address)[]): Promise<readonly Address[]> {
  for (const seed of seeds) {
    const rows = await slotsBy(seed);
    if (rows.length > 0) return rows;
  }
  return seeds;
}

async function slotsBy(seed: RedisOptions & Address): Promise<Address[]> {
  const redis = open(seed);
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    const rows = await redis.cluster('SLOTS');
    return rows.flatMap(([, , master]) =>
      master ? [{ host: master[0], port: Number(master[1]) }] : [],
    );
  } catch {
    // Another one may be asked.
    return [];
  } finally {
    redis.disconnect();
  }
}

const open = (options: RedisOptions) =>
  new Redis({
    ...options,
    lazyConnect: true,
    connectTimeout: patience,
    commandTimeout: patience,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
    sentinelRetryStrategy: () => null,
  });

const unknown: Omit<RedisFacts, 'address'> = {
  trouble: null,
  version: '',
  role: '',
  maxMemory: 0,
  policy: '',
  usedMemory: 0,
  persistence: 'nothing',
  refused: [],
};

async function ask(options: RedisOptions, address: string): Promise<RedisFacts> {
  const redis = open(options);
  // What is wrong is told by the calls below; without a listener it would be printed.
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    const info = readInfo(await redis.info());
    return {
      address,
      trouble: null,
      version: info['redis_version'] ?? '',
      role: info['role'] ?? '',
      maxMemory: Number(info['maxmemory'] ?? 0),
      policy: info['maxmemory_policy'] ?? '',
      usedMemory: Number(info['used_memory'] ?? 0),
      persistence: await persistenceOf(redis, info),
      refused: await refusedOf(redis),
    };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return { ...unknown, address, trouble: `cannot be asked (${said})` };
  } finally {
    redis.disconnect();
  }
}

/** Whether snapshots are set is a setting that a user may not be allowed to read: then it says when it last took one. */
async function persistenceOf(
  redis: Redis,
  info: Record<string, string>,
): Promise<RedisFacts['persistence']> {
  if (info['aof_enabled'] === '1') return 'log';
  const [, saves] = (await redis.config('GET', 'save').catch(() => [])) as string[];
  if (saves !== undefined) return saves === '' ? 'nothing' : 'snapshots';
  return Number(info['rdb_saves'] ?? 0) > 0 ? 'snapshots' : 'nothing';
}

/** Tries what the cache will do, under keys of its own. @returns what this user may not do, in Redis's words */
async function refusedOf(redis: Redis): Promise<string[]> {
  const [stamp, marks] = probeKeys('doctor');
  const run = ({ lua }: { lua: string }, ...values: string[]) =>
    redis.eval(lua, 2, stamp, marks, ...values);
  const tries = [
    () => redis.mget(stamp),
    () => redis.set(stamp, 'x', 'EX', 10),
    () => run(scripts.cairnMark, 'x'),
    () => run(scripts.cairnUnmark, 'x', 'x'),
    () => run(scripts.cairnOpen, 'x'),
  ];
  const refused: string[] = [];
  for (const attempt of tries) {
    const said = await attempt().then(
      () => '',
      (error: Error) => error.message,
    );
    const [, what] = /NOPERM|can't run|no permissions/i.test(said)
      ? (/'([^']+)' command/.exec(said) ?? ['', 'a script'])
      : [];
    if (what !== undefined && !refused.includes(what)) refused.push(what);
  }
  return refused;
}

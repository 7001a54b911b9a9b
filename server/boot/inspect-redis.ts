import { Redis } from 'ioredis';
import type { RedisOptions } from 'ioredis';
import { hintChannel, probeKeys } from '../cache/keys.ts';
import { readInfo } from '../cache/redis-node.ts';
import { parseRedisUrl } from '../cache/redis-url.ts';
import type { RedisFacts } from '../cli/doctor/check-redis.ts';

const patience = 2000;

/** Asks each node that `REDIS_URL` leads to about itself; of a cluster the masters. Null where none is configured. */
export async function inspectRedis(url: string | null): Promise<RedisFacts[] | null> {
  if (url === null) return null;
  const target = parseRedisUrl(url);
  if (target.kind === 'one') {
    const { name, host, port } = target.options;
    const found = await ask(target.options, name ? `the master ${name}` : `${host}:${port}`);
    return found.trouble && name ? [found, ...(await askSentinels(target.options))] : [found];
  }
  const { seeds, options } = target;
  const masters = await mastersOf(seeds.map((seed) => ({ ...options, ...seed })));
  return Promise.all(
    masters.map(({ host, port }) =>
      ask({ ...options, host, port }, `${host}:${port}`, ['cluster|slots']),
    ),
  );
}

/** Each sentinel that cannot be asked: of why no master is found the client keeps the last reason at most. */
async function askSentinels(given: RedisOptions): Promise<RedisFacts[]> {
  const { sentinels = [], sentinelPassword: password, sentinelTLS: tls } = given;
  const options = { ...(password && { password }), ...(tls && { tls }) };
  const asked = sentinels.map(async ({ host = '', port = 0 }) => {
    const address = `the sentinel ${host}:${port}`;
    return withRedis(
      { ...options, host, port, enableReadyCheck: false },
      address,
      async (redis) => {
        const found = await redis.call('SENTINEL', 'get-master-addr-by-name', given.name ?? '');
        return { trouble: found === null ? `knows no master ${given.name}` : null };
      },
    );
  });
  return (await Promise.all(asked)).filter(({ trouble }) => trouble !== null);
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
    sentinelCommandTimeout: patience,
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

/** @param more commands that are needed of this node besides */
function ask(options: RedisOptions, address: string, ...more: Command[]): Promise<RedisFacts> {
  return withRedis(options, address, async (redis) => {
    const info = readInfo(await redis.info());
    return {
      version: info['redis_version'] ?? '',
      role: info['role'] ?? '',
      maxMemory: Number(info['maxmemory'] ?? 0),
      policy: info['maxmemory_policy'] ?? '',
      usedMemory: Number(info['used_memory'] ?? 0),
      persistence: await persistenceOf(redis, info),
      refused: await refusedOf(redis, more),
    };
  });
}

/** What is learnt over a connection of its own; where that fails, the first thing that went wrong. */
async function withRedis(
  options: RedisOptions,
  address: string,
  learn: (redis: Redis) => Promise<Partial<RedisFacts>>,
): Promise<RedisFacts> {
  const redis = open(options);
  const said: string[] = [];
  // That the connection is closed is all that its end says; why, this tells before.
  redis.on('error', (error: Error) => said.push(error.message));
  try {
    await redis.connect();
    return { ...unknown, address, ...(await learn(redis)) };
  } catch (error) {
    said.push(error instanceof Error ? error.message : String(error));
    return { ...unknown, address, trouble: `cannot be asked (${said[0]})` };
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

/** Its name as a right has it: `cluster|slots`. */
type Command = [name: string, ...given: string[]];

/** Tries each command that is needed, under keys of its own. @returns the rights that this user lacks */
async function refusedOf(redis: Redis, more: readonly Command[]): Promise<string[]> {
  const [one, set] = probeKeys('doctor');
  const { db } = redis.options;
  const commands: Command[] = [
    ...more,
    ...(db ? [['select', String(db)] as Command] : []),
    ['time'],
    ['set', one, '1', 'EX', '10'],
    ['incrby', one, '1'],
    ['pttl', one],
    ['get', one],
    ['mget', one],
    ['zadd', set, '1', 'x'],
    ['expire', set, '10'],
    ['zcard', set],
    ['zremrangebyscore', set, '-inf', '0'],
    ['zrem', set, 'x'],
    ['del', set],
    ['eval', 'return 1', '1', one],
    ['evalsha', '0'.repeat(40), '1', one],
    ['publish', hintChannel, ''],
    // The last: from here on the connection only listens.
    ['subscribe', hintChannel],
  ];
  const lacking = new Set<string>();
  for (const [name, ...given] of commands) {
    const [command = '', ...sub] = name.split('|');
    const said = await redis.call(command, ...sub, ...given).then(
      () => '',
      (error: Error) => error.message,
    );
    if (!said.startsWith('NOPERM')) continue;
    const right = / channel/.test(said) ? `&${hintChannel}` : `+${name}`;
    lacking.add(/ key/.test(said) ? '~cairn:*' : right);
  }
  return [...lacking];
}

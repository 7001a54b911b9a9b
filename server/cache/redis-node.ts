import { Redis } from 'ioredis';
import type { RedisOptions } from 'ioredis';
import { bug } from '../platform/bugs.ts';
import { probeKeys } from './keys.ts';
import { scripts } from './redis-scripts.ts';
import { newStamp } from './stamp.ts';

/** Milliseconds after which an answer of Redis is no longer waited for. */
const redisPatience = 50;

/** So many looks in vain, and the connection is made anew: its other end may be another machine by now. */
const mostVain = 4;

/** The commands that `redis-scripts.ts` defines. */
type Scripted = {
  cairnMark(stamp: string, marks: string, id: string): Promise<unknown>;
  cairnUnmark(stamp: string, marks: string, id: string, fresh: string): Promise<unknown>;
  cairnOpen(stamp: string, marks: string, fresh: string): Promise<string | null>;
  cairnLook(key: string, ...values: (string | number)[]): Promise<string[]>;
};

export type ScriptedRedis = Redis & Scripted;

/** One connection to one master, and who that master proved to be on this very connection. */
export type RedisNode = {
  /** `host:port`, or the name that sentinels know it by. */
  readonly address: string;
  readonly redis: ScriptedRedis;
  /** `run_id:replication id`, with the database where it is not 0; null while it is not known, or the master may not be used. */
  identity(): string | null;
  /** Why it may not be used, in words; null where it may. */
  trouble(): string | null;
  /**
   * Runs a command that can be done without. One that fails or is late opens the breaker: the next ones fail at once
   * until a look succeeds.
   */
  ask<T>(command: (redis: ScriptedRedis) => Promise<T>): Promise<T>;
  /** Runs one that must be done, whatever became of others. One that fails lets the master go until a look succeeds. */
  tell<T>(command: (redis: ScriptedRedis) => Promise<T>): Promise<T>;
  /** True while the breaker is open. */
  isResting(): boolean;
  /** Looks who it is and whether it takes writes. Never rejects. */
  check(): Promise<void>;
  close(): void;
};

/** Told the seconds that each answered command took. */
export type Observe = (seconds: number) => void;

type ConnectOptions = {
  observe: Observe;
  /** The address leads to whoever is the master: a connection to what is none any more is made anew. */
  follows: boolean;
};

/** Connects in the background, again and again. */
export function connectRedis(given: RedisOptions, { observe, follows }: ConnectOptions): RedisNode {
  const redis = new Redis({
    ...given,
    scripts,
    lazyConnect: true,
    connectionName: 'cairn',
    connectTimeout: 2000,
    // A sentinel that is silent is left for the next one.
    sentinelCommandTimeout: 2000,
    sentinelRetryStrategy: () => 500,
    // A command is of the connection that it was given to, or it fails: the next one may lead to another master.
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => Math.min(attempt * 100, 1000),
  }) as ScriptedRedis;
  const probe = probeKeys(newStamp());
  const state = { identity: null as string | null, trouble: 'not reached yet' as string | null };
  const connection = { number: 0, vain: 0 };
  let resting = false;
  const lose = (why: string) => {
    state.identity = null;
    state.trouble = why;
  };
  redis.on('close', () => {
    connection.number += 1;
    // An error says why, and comes before.
    lose(state.trouble ?? 'the connection is closed');
  });
  redis.on('error', (error: Error) => lose(error.message));
  redis.on('sentinelError', (error: Error) => lose(error.message));
  const look = async () => {
    const { number } = connection;
    // The client goes on in database 0 where another one is refused to it.
    if (given.db) await inTime(redis.select(given.db));
    const info = readInfo(await inTime(redis.info()));
    const trouble = whyUnfit(info);
    if (trouble !== null) return lose(trouble);
    await probeWrites(redis, probe);
    if (connection.number !== number) return;
    const who = `${info['run_id']}:${info['master_replid']}${given.db ? `/${given.db}` : ''}`;
    state.identity = bug('old-snapshot-believed') ? 'any' : who;
    state.trouble = null;
    connection.vain = 0;
    resting = false;
  };
  const check = async () => {
    try {
      if (redis.status === 'ready') {
        await look();
        if (state.identity !== null || !follows) return;
      }
      // Reached, and silent before it was ready: nobody else would notice.
      else if (redis.status !== 'connect') return;
    } catch (error) {
      lose(error instanceof Error ? error.message : String(error));
    }
    connection.vain += 1;
    if (connection.vain % mostVain === 0) redis.disconnect(true);
  };
  const timed = async <T>(command: (redis: ScriptedRedis) => Promise<T>): Promise<T> => {
    if (state.identity === null) throw new Error(`Redis is not used: ${state.trouble}`);
    const began = performance.now();
    const answer = await inTime(command(redis));
    observe((performance.now() - began) / 1000);
    return answer;
  };
  redis.on('ready', () => void check());
  redis.connect().catch((error: Error) => lose(error.message));
  return {
    address: given.name ?? `${given.host}:${given.port}`,
    redis,
    identity: () => state.identity,
    trouble: () => state.trouble,
    check,
    isResting: () => resting || state.identity === null,
    async ask(command) {
      if (resting) throw new Error('Redis is left alone for a moment');
      try {
        return await timed(command);
      } catch (error) {
        resting = true;
        throw error;
      }
    },
    async tell(command) {
      try {
        return await timed(command);
      } catch (error) {
        lose(error instanceof Error ? error.message : String(error));
        throw error;
      }
    },
    close: () => redis.disconnect(),
  };
}

/** Does what a write will do: a user may lack a right, or the memory be full. */
async function probeWrites(redis: ScriptedRedis, keys: readonly [string, string]): Promise<void> {
  const id = newStamp();
  try {
    await inTime(redis.cairnMark(...keys, id));
    await inTime(redis.cairnUnmark(...keys, id, id));
  } catch (error) {
    // Of a cluster another master may have the keys; that this one answers so is enough.
    if (!(error instanceof Error) || !error.message.startsWith('MOVED ')) throw error;
  }
}

/** Waits for an answer as long as `redisPatience`; what has arrived while this process was busy still counts. */
export async function inTime<T>(answer: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const giveUp = () => reject(new Error(`no answer within ${redisPatience} ms`));
  // Timers run before sockets are read: after a pause of this process the answer may lie there already.
  const timer = setTimeout(() => setImmediate(() => setImmediate(giveUp)), redisPatience);
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
    late.catch(() => undefined);
    answer.catch(() => undefined);
  }
}

/** The lines `name:value` of INFO. */
export function readInfo(text: string): Record<string, string> {
  const lines = text.split('\r\n').map((line) => line.split(':', 2) as [string, string?]);
  return Object.fromEntries(lines.map(([name, value]) => [name, value ?? '']));
}

/** Marks must not be thrown out for want of room: whoever relied on them would be told something old. */
function whyUnfit(info: Record<string, string>): string | null {
  if (info['role'] !== 'master') return `it is a ${info['role']}, not a master`;
  if (info['loading'] === '1') return 'it is still loading its data';
  const bounded = info['maxmemory'] !== undefined && info['maxmemory'] !== '0';
  if (bounded && info['maxmemory_policy'] !== 'noeviction')
    return `its maxmemory-policy is ${info['maxmemory_policy']}; set noeviction, or it may throw out what Cairn relies on`;
  return null;
}

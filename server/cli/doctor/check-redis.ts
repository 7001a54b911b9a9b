import { bytesText, fail, ok, warn } from './check.ts';
import type { Check } from './check.ts';

/** What one node of Redis says of itself, to the user that `REDIS_URL` names. */
export type RedisFacts = {
  address: string;
  /** Why nothing is known of it; null where it answered. */
  trouble: string | null;
  version: string;
  role: string;
  /** Bytes; 0 for no limit. */
  maxMemory: number;
  policy: string;
  usedMemory: number;
  /** How it keeps its data over a restart: by a log, by snapshots, or not. */
  persistence: 'log' | 'snapshots' | 'nothing';
  /** Rights that Cairn needs and this user lacks, as rules of Redis's access lists. */
  refused: string[];
};

/** All that Cairn needs of a Redis, as rules of its access lists. */
export const redisRights =
  '~cairn:* &cairn:hints +info +time +mget +get +set +del +expire +incrby +pttl +zadd +zrem +zcard +zremrangebyscore +eval +evalsha +publish +subscribe';

/** Explains a Redis set-up in words: what Cairn makes of it, and what to change. */
export function checkRedis(nodes: readonly RedisFacts[] | null): Check[] {
  if (nodes === null)
    return [ok('redis', 'not configured; the cache lives in the one process that serves')];
  return nodes.map((node) => checkNode(node));
}

function checkNode(node: RedisFacts): Check {
  const { address, trouble, refused, role, policy } = node;
  const name = 'redis';
  if (trouble !== null)
    return fail(
      name,
      `${address} ${trouble}: ${adviceOn(trouble)}; until it answers, all is read from Postgres`,
    );
  if (refused.length > 0)
    return fail(
      name,
      `${address}: this user lacks ${refused.join(' ')}; give it ${rightsWith(refused)}`,
    );
  if (role !== 'master')
    return warn(
      name,
      `${address} is a ${role}: give the address of the master, or of the sentinels`,
    );
  if (node.maxMemory > 0 && policy !== 'noeviction')
    return fail(
      name,
      `${address}: maxmemory-policy is ${policy}, so it may throw out what Cairn relies on, and Cairn does not use it; CONFIG SET maxmemory-policy noeviction`,
    );
  if (node.maxMemory > 0 && node.usedMemory > node.maxMemory * 0.9)
    return warn(
      name,
      `${address}: ${bytesText(node.usedMemory)} of ${bytesText(node.maxMemory)} are used; when it is full, all is read from Postgres; raise maxmemory`,
    );
  return ok(name, `${address} is Redis ${node.version}, ${roomOf(node)}, ${keptOf(node)}`);
}

function adviceOn(trouble: string): string {
  if (/certificate/i.test(trouble))
    return 'name the file of its authority with NODE_EXTRA_CA_CERTS, in the environment';
  return 'check REDIS_URL';
}

/** Some rights are needed of a cluster only, or in another database. */
function rightsWith(refused: readonly string[]): string {
  const usual = redisRights.split(' ');
  return [...usual, ...refused.filter((right) => !usual.includes(right))].join(' ');
}

function roomOf({ maxMemory, usedMemory }: RedisFacts): string {
  if (maxMemory === 0) return `${bytesText(usedMemory)} used, no limit of memory`;
  return `${bytesText(usedMemory)} of ${bytesText(maxMemory)} used, and it refuses more rather than throw something out`;
}

/** All three do: what is in Redis can be made again, and what comes back old is never believed. */
function keptOf({ persistence }: RedisFacts): string {
  if (persistence === 'nothing')
    return 'it comes back empty after a restart, which costs some reads';
  const how = persistence === 'log' ? 'a log' : 'snapshots';
  return `it keeps its data by ${how}, which Cairn does not need: nothing old is believed`;
}

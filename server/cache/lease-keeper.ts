import { randomInt } from 'node:crypto';
import { enableLease, forgiveLease, readLease, releaseLease } from '../../db/cache-lease.ts';
import type { Lease } from '../../db/cache-lease.ts';
import type { Pool } from '../../db/client.ts';
import type { Logger } from '../platform/log.ts';
import type { Belief } from './belief.ts';
import { newStamp } from './stamp.ts';
import type { Store, Under } from './store.ts';

/** Milliseconds between two looks, and for how long what was read is believed. */
export const checkEvery = 500;
const believed = 1000;

/** Seconds to wait, at the most, after a generation had to be ended again and again. */
const usualPause = 60;

export type LeaseKeeper = {
  /** Under what the cache may be used at this moment; null where it may not. */
  current(): Under | null;
  close(): Promise<void>;
};

type Deps = {
  /** Connections of its own, so that a busy process does not lose its lease. */
  pool: Pool;
  store: Store;
  /** No other process uses this store. */
  alone: boolean;
  belief: Belief;
  longestPause?: number | undefined;
  log: Pick<Logger, 'warn' | 'info'>;
};

/**
 * Reads the lease twice a second, and begins or ends generations as the store comes and goes. A process that cannot
 * read it, or whose store is not the one that it lists, uses no cache.
 */
export async function keepLease({
  pool,
  store,
  alone,
  belief,
  longestPause = usualPause,
  log,
}: Deps): Promise<LeaseKeeper> {
  const state = { under: null as Under | null, until: 0, said: '' };
  const say = (line: string) => {
    if (line === state.said) return;
    state.said = line;
    log.info(line);
  };
  /** Asking writers to wait is done now and then only, and by no two processes at the same time. */
  let patientAt = 0;
  const begin = async (lease: Lease | null, masters: readonly string[]) => {
    const patient = performance.now() > patientAt;
    if (patient) patientAt = performance.now() + randomInt(2000, 6000);
    const seen = lease?.generation ?? null;
    if (await enableLease(pool, { seen, generation: newStamp(), masters, patient }))
      say('the cache is in use');
  };
  /** Moves the lease towards the store that this process has. */
  const steer = async (lease: Lease | null) => {
    const masters = store.masters();
    if (masters === null) return;
    if (lease === null) {
      await begin(null, masters);
      return;
    }
    if (!lease.enabled) {
      const pause = Math.min(2 ** lease.failures - 1, longestPause);
      if (belief.isOver(lease) && belief.since(lease) > pause) await begin(lease, masters);
      return;
    }
    if (!lease.anchored) await belief.end(lease.generation, false);
    else if (!isSame(lease.masters, masters)) await belief.end(lease.generation, true);
    else if (lease.failures > 0 && lease.age > longestPause)
      await forgiveLease(pool, lease.generation);
  };
  const look = async () => {
    const asked = performance.now();
    const lease = await readLease(pool);
    const isGood = lease !== null && lease.enabled && lease.anchored;
    // Each process waits from when it has seen the end; the sooner it looks, the less its writers wait.
    if (lease !== null && !isGood) belief.since(lease);
    state.under = isGood ? { generation: lease.generation, masters: lease.masters } : null;
    state.until = asked + believed;
    if (!isGood) say('the cache is not in use');
    return lease;
  };
  const round = async () => {
    try {
      const lease = await look();
      await steer(lease);
      if (lease?.enabled !== true) await look();
    } catch (error) {
      if (state.said !== unread) log.warn({ err: error }, unread);
      state.said = unread;
    }
  };
  const told = new Set<string>();
  /** Looks at the store, and says what keeps this process from it: each reason once, until it is there again. */
  const check = async () => {
    await store.check();
    const why = store.trouble();
    if (why === null) told.clear();
    else if (!told.has(why)) log.warn({ why }, 'Redis is not used');
    if (why !== null) told.add(why);
  };
  await check();
  await round();
  let busy: Promise<unknown> = Promise.resolve();
  let free = true;
  const timer = setInterval(() => {
    void check();
    if (!free) return;
    free = false;
    busy = round().finally(() => {
      free = true;
    });
  }, checkEvery);
  timer.unref();
  return {
    current: () => (performance.now() < state.until ? state.under : null),
    async close() {
      clearInterval(timer);
      await busy;
      const { under } = state;
      state.under = null;
      if (alone && under !== null) await releaseLease(pool, under.generation);
    },
  };
}

const unread = 'the lease of the cache could not be read';

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each) => other.includes(each));
}

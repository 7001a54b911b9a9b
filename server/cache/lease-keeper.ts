import { enableLease, forgiveLease, readLease, releaseLease } from '../../db/cache-lease.ts';
import type { AnchoredLease } from '../../db/cache-lease.ts';
import type { Pool } from '../../db/client.ts';
import type { Logger } from '../platform/log.ts';
import type { Belief } from './belief.ts';
import { newStamp } from './stamp.ts';
import type { Store, Under } from './store.ts';

/** Milliseconds between two looks, and for how long what was read is believed. */
const every = 500;
const believed = 1000;

const longestPause = 60;

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
  log: Pick<Logger, 'warn' | 'info'>;
};

/**
 * Reads the lease twice a second, and begins or ends generations as the store comes and goes. A process that cannot
 * read it, or whose store is not the one that it lists, uses no cache.
 */
export async function keepLease({ pool, store, alone, belief, log }: Deps): Promise<LeaseKeeper> {
  const state = { under: null as Under | null, until: 0, said: '' };
  const say = (line: string) => {
    if (line === state.said) return;
    state.said = line;
    log.info(line);
  };
  const begin = async (lease: AnchoredLease | null, masters: readonly string[]) => {
    const enabling = { seen: lease?.generation ?? null, generation: newStamp(), masters };
    if (await enableLease(pool, enabling)) say('the cache is in use');
  };
  /** Moves the lease towards the store that this process has. */
  const steer = async (lease: AnchoredLease | null) => {
    const masters = store.masters();
    if (masters === null) return;
    if (lease === null) {
      await begin(null, masters);
      return;
    }
    if (!lease.enabled) {
      const pause = Math.min(2 ** lease.failures - 1, longestPause);
      if (belief.left(lease) === 0 && lease.age > pause) await begin(lease, masters);
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
      log.warn({ err: error }, 'the lease of the cache could not be read');
    }
  };
  await store.check();
  await round();
  let busy: Promise<unknown> = Promise.resolve();
  let free = true;
  const timer = setInterval(() => {
    void store.check();
    if (!free) return;
    free = false;
    busy = round().finally(() => {
      free = true;
    });
  }, every);
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

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each) => other.includes(each));
}

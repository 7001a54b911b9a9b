import { setTimeout as sleep } from 'node:timers/promises';
import type { Registry } from 'prom-client';
import type { Pool } from '../../db/client.ts';
import { createBelief } from './belief.ts';
import { createCounters } from './counters.ts';
import type { Counters } from './counters.ts';
import { blindGlance, createGlance } from './glance.ts';
import type { Glance } from './glance.ts';
import type { Scope } from './keys.ts';
import { openHints } from './hints.ts';
import type { Hints } from './hints.ts';
import { checkEvery, keepLease } from './lease-keeper.ts';
import { createLooks } from './looks.ts';
import type { Looks } from './looks.ts';
import { beginMarking } from './marks.ts';
import type { Marking } from './marks.ts';
import { createMemory } from './memory.ts';
import type { Memory } from './memory.ts';
import { createMetrics } from './metrics.ts';
import { createMemoryStore } from './memory-store.ts';
import { createReader } from './reader.ts';
import { createRates } from './rates.ts';
import type { Rates } from './rates.ts';
import { openMasters } from './redis-masters.ts';
import { createRedisStore } from './redis-store.ts';
import { parseRedisUrl } from './redis-url.ts';
import type { Store } from './store.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/log.ts';

/** What a process keeps ready, and how it learns that it no longer holds. */
export type Cache = {
  /** Begins a request's look at the cache. */
  glance(): Glance;
  readonly memory: Memory;
  /** Begins the marking of a write that changes these scopes. */
  marking(scopes: readonly Scope[]): Marking;
  readonly rates: Rates;
  readonly hints: Hints;
  readonly looks: Looks;
  readonly counters: Counters;
  /** What there is to tell Prometheus, in its text format. */
  report(): Promise<string>;
  close(): Promise<void>;
};

export type CacheOptions = {
  /** `REDIS_URL`; null for one process alone. */
  redisUrl: string | null;
  /** Connections to Postgres for the lease alone, at least two. */
  pool: Pool;
  clock: Clock;
  log: Pick<Logger, 'warn' | 'info'>;
  /** Seconds between two tries, at the most, where Redis comes and goes; a minute unless told. */
  longestPause?: number;
  /** Seconds for which a look is believed; a minute unless told. */
  lookSeconds?: number;
  /** How to report what this process counts, maybe with those beside it. */
  reportOf?: (own: Registry) => () => Promise<string>;
};

type UncachedOptions = Pick<CacheOptions, 'pool' | 'clock' | 'reportOf'> & {
  redisUrl?: string | null;
};

/** Opens the cache: over Redis, or in this process where there is none. */
export async function openCache(options: CacheOptions): Promise<Cache> {
  const { redisUrl, pool, clock, log, longestPause, lookSeconds } = options;
  const { reportOf = (registry: Registry) => () => registry.metrics() } = options;
  const shared = openShared(redisUrl);
  const masters = shared?.masters ?? null;
  const hints = openHints(shared);
  const store = masters === null ? createMemoryStore() : createRedisStore(masters);
  await settle(store);
  const belief = createBelief(pool);
  const lease = await keepLease({
    pool,
    store,
    alone: redisUrl === null,
    belief,
    longestPause,
    log,
  });
  const reader = createReader(store, lease);
  const counters = createCounters();
  const own = createMetrics({ counters, masters, isUsed: () => lease.current() !== null });
  return {
    glance: () => createGlance(store, reader, lease.current()),
    memory: createMemory({ clock, counters }),
    marking: (scopes) => beginMarking({ store, belief }, scopes),
    rates: createRates(masters),
    hints,
    looks: createLooks(masters, lookSeconds),
    counters,
    report: reportOf(own),
    async close() {
      hints.close();
      await lease.close();
      await store.close();
    },
  };
}

function openShared(redisUrl: string | null) {
  const target = redisUrl === null ? null : parseRedisUrl(redisUrl);
  return target && { target, masters: openMasters(target) };
}

/** A write before Redis is reached would end what others keep: so a start waits for it, a second at most. */
async function settle(store: Store): Promise<void> {
  for (let tries = 0; tries < 20 && store.masters() === null; tries += 1) {
    await store.check();
    await sleep(50);
  }
}

/**
 * The cache of a process that keeps nothing and asks Postgres for everything. Where others do keep something, its
 * writes end that first, for it cannot mark.
 */
export function uncached({ pool, clock, redisUrl = null, reportOf }: UncachedOptions): Cache {
  const shared = openShared(redisUrl);
  const masters = shared?.masters ?? null;
  // Rates, hints and presence go over Redis all the same.
  const checking = setInterval(() => void masters?.check(), checkEvery).unref();
  const hints = openHints(shared);
  const belief = createBelief(pool);
  const counters = createCounters();
  const own = createMetrics({ counters, masters: null, isUsed: () => false });
  const refuse = () => Promise.reject(new Error('this process uses no cache'));
  return {
    glance: () => blindGlance,
    memory: createMemory({ clock, counters }),
    marking: (scopes) => beginMarking({ store: { mark: refuse, unmark: refuse }, belief }, scopes),
    rates: createRates(masters),
    hints,
    looks: createLooks(masters),
    counters,
    report: reportOf?.(own) ?? (() => own.metrics()),
    close: async () => {
      clearInterval(checking);
      hints.close();
      masters?.close();
    },
  };
}

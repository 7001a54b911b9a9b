import { createDb, createPool } from '../../db/client.ts';
import { patience } from '../../db/testing/database.ts';
import { openCache } from '../cache/open-cache.ts';
import type { Cache } from '../cache/open-cache.ts';
import type { Site } from '../http/site.ts';
import { serve } from '../http/testing/served.ts';
import type { Runtime } from '../platform/runtime.ts';
import { recordStatements } from './statements.ts';
import type { World } from './world.ts';

/** A server over a world's database whose pool and cache are its own: two of them know of each other as processes do. */
export type CachedServer = {
  origin: string;
  runtime: Runtime;
  cache: Cache;
  /** What its requests sent to Postgres, in order; the cache's lease is read elsewhere. */
  statements: string[];
  remove(): Promise<void>;
};

export type CachedOptions = { redisUrl: string | null; site?: Site | null };

export async function serveCached(
  world: World,
  { redisUrl, site = null }: CachedOptions,
): Promise<CachedServer> {
  const pool = createPool(world.database.url, { max: 4, connectTimeout: patience });
  const statements = recordStatements(pool);
  const leases = createPool(world.database.url, { max: 2, connectTimeout: patience });
  const { clock, log } = world.runtime;
  const cache = await openCache({ redisUrl, pool: leases, clock, log, longestPause: 1 });
  const runtime = { ...world.runtime, pool, db: createDb(pool), cache };
  const served = await serve(runtime, site);
  return {
    origin: served.origin,
    runtime,
    cache,
    statements,
    async remove() {
      await served.close();
      await cache.close();
      await Promise.all([leases.end(), pool.end()]);
    },
  };
}

import { createDb, createPool } from '../../db/client.ts';
import { uncached } from '../../server/cache/open-cache.ts';
import { createClock } from '../../server/platform/clock.ts';
import { loadEnv } from '../../server/platform/env.ts';
import { createLogger } from '../../server/platform/log.ts';
import type { Runtime } from '../../server/platform/runtime.ts';
import { loadSecrets } from '../../server/platform/secrets.ts';

/** A runtime over the database of an instance that runs, for a server that only reads from it. */
export function openBenchRuntime(): Runtime {
  const env = loadEnv();
  const pool = createPool(env.databaseUrl ?? '');
  const clock = createClock();
  return {
    env,
    secrets: loadSecrets(env.dataDir),
    pool,
    db: createDb(pool),
    replicas: null,
    cache: uncached({ pool, clock }),
    clock,
    log: createLogger(env.logLevel),
    filesDir: env.dataDir,
  };
}

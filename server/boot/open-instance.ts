import { createDb, createPool } from '../../db/client.ts';
import type { Pool } from '../../db/client.ts';
import { openThroughPooler } from '../../db/pooler.ts';
import { openReplicas } from '../../db/replicas.ts';
import type { Replicas } from '../../db/replicas.ts';
import { openCache, uncached } from '../cache/open-cache.ts';
import { createClock } from '../platform/clock.ts';
import type { Env } from '../platform/env.ts';
import { createLogger } from '../platform/log.ts';
import type { Logger } from '../platform/log.ts';
import type { Runtime } from '../platform/runtime.ts';
import { loadSecrets } from '../platform/secrets.ts';
import { appVersion } from '../platform/version.ts';
import { keepTime } from './clock-sync.ts';
import { openDataFolder } from './data-folder.ts';
import { ownDatabase } from './database.ts';
import type { DatabaseEvents, OwnedDatabase } from './database.ts';
import { markFolder } from './mark-folder.ts';
import { reportOf } from './gather-metrics.ts';
import { settleRestores } from './settle-restores.ts';
import { upgrade } from './upgrade.ts';

/** What has been opened so far, to be closed in the opposite order. */
export type Opened = (() => Promise<void> | void)[];

export type Instance = { runtime: Runtime; database: OwnedDatabase };

/**
 * Opens what every process that owns an instance needs: data folder, secrets, database, lock, clock,
 * schema. Each thing that was opened is in `opened`, also when a later step fails.
 */
export async function openInstance(
  env: Env,
  { opened, ...events }: DatabaseEvents & { opened: Opened },
): Promise<Instance> {
  const log = createLogger(env.logLevel);
  const folder = await openDataFolder(env);
  const secrets = loadSecrets(env.dataDir, env.secret);
  const beside = env.redisUrl !== null;
  const database = await ownDatabase(env, events, {
    beside,
    alike: beside
      ? { CAIRN_SECRET: secrets.auth, FILES_DIR: await markFolder(folder.filesDir) }
      : {},
    settings: connectionsFor(env),
  });
  opened.push(() => database.close());
  const clock = createClock();
  const direct = createPool(database.url);
  const pool = await prepare(direct, async () => {
    await upgrade(direct, {
      ...folder,
      clock,
      version: appVersion(),
      say: events.say,
      first: () => settleRestores(direct, { ...folder, say: events.say }),
    });
    if (env.databaseUrl === null || env.databaseDirectUrl === null) return direct;
    return openThroughPooler(env.databaseUrl, direct);
  });
  opened.push(() => pool.end());
  pool.on('error', (error) => log.warn({ err: error }, 'a connection to the database ended'));
  opened.push(await keepTime(pool, clock));
  const replicas = replicasOf(env, { pool, log });
  opened.push(() => replicas?.close());
  // Which Redis is believed is a matter of every 500 ms: it does not wait for connections of requests.
  const leases = createPool(database.url, { max: 2, answerWithin: 2000 });
  opened.push(() => leases.end());
  const { redisUrl } = env;
  const cache = env.cache
    ? await openCache({ redisUrl, pool: leases, clock, log, reportOf })
    : uncached({ pool: leases, clock, redisUrl, reportOf });
  opened.push(() => cache.close());
  const { filesDir } = folder;
  const db = createDb(pool);
  const runtime = { env, secrets, pool, db, replicas, cache, clock, log, filesDir };
  return { runtime, database };
}

/** An embedded server takes 50, which three processes fill. */
function connectionsFor({ processes }: Env): Record<string, string> {
  return processes > 2 ? { max_connections: String(20 + 15 * processes) } : {};
}

function replicasOf(
  { databaseReplicaUrls: urls }: Env,
  { pool, log }: { pool: Pool; log: Logger },
): Replicas | null {
  if (urls.length === 0) return null;
  return openReplicas(urls, pool, {
    onState: (nth, state) =>
      log[state === 'used' ? 'info' : 'warn']({ replica: nth + 1, state }, 'a replica'),
  });
}

/** The pool that everything goes through from now on; the one that prepared for it ends where it is another. */
async function prepare(direct: Pool, open: () => Promise<Pool>): Promise<Pool> {
  let pool: Pool | undefined;
  try {
    pool = await open();
    return pool;
  } finally {
    if (pool !== direct) await direct.end();
  }
}

/** Closes what was opened, the last first. Tries each, then throws what failed first. */
export async function closeAll(opened: Opened): Promise<void> {
  const failures: unknown[] = [];
  for (let close = opened.pop(); close; close = opened.pop()) {
    try {
      await close();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

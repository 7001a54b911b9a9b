import { createDb, createPool } from '../../db/client.ts';
import { openCache, uncached } from '../cache/open-cache.ts';
import { createClock } from '../platform/clock.ts';
import type { Env } from '../platform/env.ts';
import { createLogger } from '../platform/log.ts';
import type { Runtime } from '../platform/runtime.ts';
import { loadSecrets } from '../platform/secrets.ts';
import { appVersion } from '../platform/version.ts';
import { keepTime } from './clock-sync.ts';
import { openDataFolder } from './data-folder.ts';
import { ownDatabase } from './database.ts';
import type { DatabaseEvents, OwnedDatabase } from './database.ts';
import { markFolder } from './mark-folder.ts';
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
  const pool = createPool(database.url);
  opened.push(() => pool.end());
  pool.on('error', (error) => log.warn({ err: error }, 'a connection to the database ended'));
  const clock = createClock();
  await upgrade(pool, {
    ...folder,
    clock,
    version: appVersion(),
    say: events.say,
    first: () => settleRestores(pool, { ...folder, say: events.say }),
  });
  opened.push(await keepTime(pool, clock));
  const leases = createPool(database.url, { max: 2 });
  opened.push(() => leases.end());
  const { redisUrl } = env;
  const cache = env.cache
    ? await openCache({ redisUrl, pool: leases, clock, log })
    : uncached({ pool: leases, clock });
  opened.push(() => cache.close());
  const { filesDir } = folder;
  const runtime = { env, secrets, pool, clock, log, cache, db: createDb(pool), filesDir };
  return { runtime, database };
}

/** An embedded server takes 50, which three processes fill. */
function connectionsFor({ processes }: Env): Record<string, string> {
  return processes > 2 ? { max_connections: String(20 + 15 * processes) } : {};
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

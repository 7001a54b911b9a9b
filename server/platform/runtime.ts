import type { Db, Pool } from '../../db/client.ts';
import type { Replicas } from '../../db/replicas.ts';
import type { Cache } from '../cache/open-cache.ts';
import type { Clock } from './clock.ts';
import type { Env } from './env.ts';
import type { Logger } from './log.ts';
import type { Secrets } from './secrets.ts';

/** What one process has: made once at boot, handed to everything. */
export type Runtime = {
  env: Env;
  secrets: Secrets;
  pool: Pool;
  db: Db;
  /** Standbys for reads that bear them; null where there are none. */
  replicas: Replicas | null;
  cache: Cache;
  clock: Clock;
  log: Logger;
  /** Files of this instance: uploads, attachments. */
  filesDir: string;
};

import { lstat } from 'node:fs/promises';
import path from 'node:path';
import { createPool } from '../../db/client.ts';
import type { Pool } from '../../db/client.ts';
import { startEmbedded } from '../../db/embedded/start-embedded.ts';
import { takeInstanceLock } from '../../db/instance-lock.ts';
import { unreachable } from '../../db/preflight.ts';
import { Refusal } from '../../db/refusal.ts';
import type { Env } from '../platform/env.ts';
import type { Say } from './say.ts';

/** True once this instance has a database of its own, or is given one. */
export async function hasDatabase({ databaseUrl, dataDir }: Env): Promise<boolean> {
  if (databaseUrl !== null) return true;
  return lstat(path.join(dataDir, 'postgres')).then(
    () => true,
    () => false,
  );
}

/**
 * Lends the database to `work`, which only reads, beside a server that runs or without one. An
 * embedded Postgres that was stopped is stopped again; meanwhile no server may start.
 */
export async function borrowDatabase<T>(
  env: Env,
  { say, work }: { say: Say; work: (pool: Pool) => Promise<T> },
): Promise<T> {
  const server =
    env.databaseUrl === null
      ? await startEmbedded({ dataDir: env.dataDir, onProgress: say })
      : null;
  const url = server?.url ?? env.databaseDirectUrl ?? env.databaseUrl ?? '';
  const beside = env.redisUrl !== null;
  const lock = await takeInstanceLock(url, { beside, keepsServer: server !== null }).catch(
    async (error: unknown) => {
      if (error instanceof Refusal && error.code === 'TAKEN') return null;
      if (server && !server.adopted) await server.stop('fast');
      throw error instanceof Refusal ? error : unreachable(error);
    },
  );
  const pool = createPool(url, { max: 1 });
  pool.on('error', () => undefined);
  try {
    return await work(pool);
  } finally {
    await pool.end();
    if (lock && server && !server.adopted) await server.stop('fast');
    await lock?.release();
  }
}

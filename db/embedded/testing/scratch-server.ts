import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { createPool } from '../../client.ts';
import type { Pool } from '../../client.ts';
import { startEmbedded } from '../start-embedded.ts';
import type { Durability } from '../settings.ts';

export type ScratchServer = { url: string; remove(): Promise<void> };

/** A server of its own for tests that change or stop it. */
export async function scratchServer(durability: Durability): Promise<ScratchServer> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'cairn-scratch-'));
  // Root runs Postgres as another user, which must pass here.
  await chmod(dataDir, 0o711);
  const server = await startEmbedded({ dataDir, durability });
  return {
    url: server.url,
    async remove() {
      await server.stop('immediate');
      await rm(dataDir, { recursive: true });
    },
  };
}

/** A new database on the server, for one test. */
export async function emptyDatabase({ url }: ScratchServer, name: string): Promise<Pool> {
  const admin = createPool(url, { max: 1 });
  await admin.query(`CREATE DATABASE ${name}`);
  await admin.end();
  const pool = createPool(changed(url, { database: name }));
  onTestFinished(() => pool.end());
  return pool;
}

/** The same server, as another role or with another database. */
export function changed(
  url: string,
  change: { user?: string; password?: string; database?: string },
) {
  const next = new URL(url);
  if (change.user) next.username = change.user;
  if (change.password) next.password = change.password;
  if (change.database) next.pathname = `/${change.database}`;
  return next.href;
}

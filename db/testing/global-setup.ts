import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { createPool } from '../client.ts';
import { startEmbedded } from '../embedded/start-embedded.ts';
import { migrate } from '../migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The URL of the run's own Postgres server, with the migrated database `template_cairn` in it. */
    testServer: string;
  }
}

/** One Postgres server a run; each suite copies the migrated template. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'cairn-test-'));
  // As root another user runs Postgres, and must be able to reach its folder.
  await chmod(dataDir, 0o755);
  const server = await startEmbedded({
    dataDir,
    durability: 'none',
    // What plans are made from is what the tests themselves have had counted.
    settings: { max_connections: '200', autovacuum: 'off' },
  });
  const stop = async () => {
    await server.stop('immediate');
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await makeTemplate(server.url);
  } catch (error) {
    await stop();
    throw error;
  }
  project.provide('testServer', server.url);
  return stop;
}

async function makeTemplate(url: string): Promise<void> {
  const admin = createPool(url, { max: 1 });
  await admin.query('CREATE DATABASE template_cairn');
  await admin.end();
  const template = createPool(databaseUrl(url, 'template_cairn'), { max: 1 });
  await migrate(template);
  await template.end();
}

/** The same server, another database. */
export function databaseUrl(server: string, name: string): string {
  return server.replace(/(\/\/[^/]*)\/[^?]*/, `$1/${name}`);
}

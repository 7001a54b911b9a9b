import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { createPool } from '../client.ts';
import type { Pool } from '../client.ts';
import { databaseUrl } from './global-setup.ts';

export type TestDatabase = {
  url: string;
  pool: Pool;
  /** Ends the pool and drops the database. */
  drop(): Promise<void>;
};

/** Milliseconds for a connection: of a busy machine a test asks more at once than an instance is asked. */
export const patience = 30_000;

/**
 * A database of its own for one suite, copied from the migrated template.
 * @param options `empty: true` for one without any table; `max` connections of its pool
 */
export async function createTestDatabase(
  options: { empty?: boolean; max?: number } = {},
): Promise<TestDatabase> {
  const server = inject('testServer');
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onServer(
    server,
    `CREATE DATABASE ${name}${options.empty ? '' : ' TEMPLATE template_cairn'}`,
  );
  const url = databaseUrl(server, name);
  const pool = createPool(url, { max: options.max ?? 8, connectTimeout: patience });
  return {
    url,
    pool,
    async drop() {
      await pool.end();
      await onServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

async function onServer(server: string, statement: string): Promise<void> {
  const admin = createPool(server, { max: 1, connectTimeout: patience });
  try {
    await admin.query(statement);
  } finally {
    await admin.end();
  }
}

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { PoolClient } from 'pg';
import { ArchiveError } from './archive-error.ts';
import type { SchemaVersion } from './manifest.ts';

const journal = z.object({
  entries: z.array(z.object({ idx: z.int(), when: z.int(), tag: z.string() })),
});

export type Migration = SchemaVersion & { statements: string[] };

/** The code's migrations in their order, as drizzle's migrator reads them. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const text = await readFile(join(folder, 'meta', '_journal.json'), 'utf8');
  const { entries } = journal.parse(JSON.parse(text));
  return Promise.all(
    entries.map(async ({ tag, when }, index) => {
      const text = await readFile(join(folder, `${tag}.sql`), 'utf8');
      const hash = createHash('sha256').update(text).digest('hex');
      return { index, tag, hash, when, statements: text.split('--> statement-breakpoint') };
    }),
  );
}

/** The tables that these migrations make. */
export function tablesMade(migrations: readonly Migration[]): Set<string> {
  const made = /CREATE TABLE (?:IF NOT EXISTS )?"?(\w+)"?/g;
  const text = migrations.flatMap(({ statements }) => statements).join('\n');
  return new Set([...text.matchAll(made)].map(([, name = '']) => name));
}

/**
 * Which migration a database stands at. Throws `NOT_CAIRN` when it was never migrated, and
 * `SCHEMA_NEWER` or `SCHEMA_UNKNOWN` when the code does not know the last one.
 */
export async function databaseVersion(
  client: PoolClient,
  migrations: Migration[],
): Promise<SchemaVersion> {
  const table = await client.query(`SELECT to_regclass('drizzle.__drizzle_migrations') AS name`);
  const last = table.rows[0]?.name
    ? await client.query<{ hash: string; created_at: string }>(
        `SELECT hash, created_at::text FROM drizzle.__drizzle_migrations
          ORDER BY created_at DESC LIMIT 1`,
      )
    : null;
  const row = last?.rows[0];
  if (!row) throw new ArchiveError('NOT_CAIRN', 'this database holds no instance of Cairn');
  return knownVersion(
    { hash: row.hash, when: Number(row.created_at), tag: '' },
    { migrations, what: 'this database' },
  );
}

/**
 * The code's own migration that `version` names. Throws `SCHEMA_NEWER` when it is later than all of
 * them, `SCHEMA_UNKNOWN` when it is of another line; `what` says whose version it is.
 */
export function knownVersion(
  version: Omit<SchemaVersion, 'index'>,
  { migrations, what }: { migrations: Migration[]; what: string },
): SchemaVersion {
  const known = migrations.find(({ hash }) => hash === version.hash);
  if (known) return { index: known.index, tag: known.tag, hash: known.hash, when: known.when };
  const last = migrations.at(-1);
  if (last && version.when > last.when) {
    throw new ArchiveError('SCHEMA_NEWER', `${what} is newer than this Cairn; update Cairn first`);
  }
  throw new ArchiveError(
    'SCHEMA_UNKNOWN',
    `${what} has a schema that this Cairn never had (${version.tag || version.hash.slice(0, 12)})`,
  );
}

/**
 * Runs migrations in the caller's transaction and notes each where drizzle's migrator, which can
 * only go to the last one, will look for it.
 */
export async function applyMigrations(client: PoolClient, migrations: Migration[]): Promise<void> {
  for (const { statements, hash, when } of migrations) {
    for (const statement of statements) await client.query(statement);
    await client.query(
      'INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ($1, $2)',
      [hash, when],
    );
  }
}

/** Forgets which migrations ran, for a database whose tables have just been dropped. */
export async function resetMigrations(client: PoolClient): Promise<void> {
  await client.query('CREATE SCHEMA IF NOT EXISTS drizzle');
  await client.query(`CREATE TABLE IF NOT EXISTS drizzle.__drizzle_migrations (
    id SERIAL PRIMARY KEY, hash text NOT NULL, created_at bigint)`);
  await client.query('TRUNCATE drizzle.__drizzle_migrations RESTART IDENTITY');
}

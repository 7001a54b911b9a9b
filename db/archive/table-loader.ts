import { once } from 'node:events';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { ArchiveError } from './archive-error.ts';
import type { Manifest } from './manifest.ts';
import { listForeignKeys, listTables, listTriggers, quote } from './table-catalog.ts';

/**
 * Empties all tables and takes away what would judge or follow each loaded row: foreign keys (their
 * tables may refer to each other in circles) and triggers. Returns the step that puts them back,
 * which checks every link at once. Needs only the owner's rights, and is undone by a rollback.
 */
export async function suspendRules(client: PoolClient): Promise<() => Promise<void>> {
  const links = await listForeignKeys(client);
  const triggers = await listTriggers(client);
  for (const { table, name } of links)
    await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  for (const { table, name } of triggers)
    await client.query(`ALTER TABLE ${table} DISABLE TRIGGER ${name}`);
  const tables = await listTables(client);
  if (tables.length > 0) {
    await client.query(`TRUNCATE ${tables.map(({ name }) => quote(name)).join(', ')}`);
  }
  return async () => {
    await client.query('SET CONSTRAINTS ALL IMMEDIATE');
    for (const { table, name, definition } of links) {
      await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`);
    }
    for (const { table, name, enabled } of triggers) {
      const how = { O: 'ENABLE', R: 'ENABLE REPLICA', A: 'ENABLE ALWAYS' }[enabled];
      await client.query(`ALTER TABLE ${table} ${how} TRIGGER ${name}`);
    }
  };
}

export type TableLoader = {
  /** Sends rows to Postgres; a change of `table` ends the one before. */
  write(table: string, rows: Buffer): Promise<void>;
  /** Ends the last table. */
  end(): Promise<void>;
};

/** Loads tables with `COPY`, one after the other, no faster than Postgres takes them. */
export function createTableLoader(client: PoolClient, manifest: Manifest): TableLoader {
  let current: { table: string; copy: ReturnType<typeof startCopy> } | null = null;
  const end = async () => {
    await current?.copy.end();
    current = null;
  };
  return {
    async write(table, rows) {
      if (current?.table !== table) {
        await end();
        const columns = manifest.tables.find(({ name }) => name === table)?.columns ?? [];
        current = { table, copy: startCopy(client, { table, columns }) };
      }
      await current.copy.write(rows);
    },
    end,
  };
}

function startCopy(client: PoolClient, { table, columns }: { table: string; columns: string[] }) {
  const list = columns.map(quote).join(', ');
  const stream = client.query(copyFrom(`COPY ${quote(table)} (${list}) FROM STDIN`));
  let failure: Error | null = null;
  stream.on('error', (error) => {
    failure = error;
  });
  const check = () => {
    if (failure) throw failure;
  };
  return {
    async write(rows: Buffer) {
      check();
      if (!stream.write(rows)) await once(stream, 'drain');
      check();
    },
    async end() {
      check();
      const finished = once(stream, 'finish');
      stream.end();
      await finished;
    },
  };
}

/** Throws `CORRUPT` when the archive's tables and columns are not those of its schema version. */
export async function checkShape(client: PoolClient, manifest: Manifest): Promise<void> {
  const present = await listTables(client);
  const describe = (table: { name: string; columns: string[] }) =>
    `${table.name} (${table.columns.toSorted().join(', ')})`;
  const wanted = new Set(present.map(describe));
  for (const table of manifest.tables) {
    if (!wanted.has(describe(table))) throw mismatch(`it has ${describe(table)}`);
  }
  const named = new Set([...manifest.tables.map(({ name }) => name), ...manifest.skippedTables]);
  const absent = present.find(({ name }) => !named.has(name));
  if (absent) throw mismatch(`it lacks ${absent.name}`);
}

/** Throws when a table does not hold as many rows as the archive says. */
export async function checkCounts(client: PoolClient, manifest: Manifest): Promise<void> {
  for (const { name, rows: expected } of manifest.tables) {
    const { rows } = await client.query<{ count: string }>(`SELECT count(*) FROM ${quote(name)}`);
    const found = Number(rows[0]?.count);
    if (found !== expected) {
      throw new Error(`${name} holds ${found} rows after loading, the backup has ${expected}`);
    }
  }
}

/** In the transaction, unlike `setval`: a rollback takes it back. */
export async function restoreSequences(client: PoolClient, manifest: Manifest): Promise<void> {
  for (const { name, next } of manifest.sequences) {
    await client.query(`ALTER SEQUENCE ${quote(name)} RESTART WITH ${BigInt(next)}`);
  }
}

function mismatch(what: string): ArchiveError {
  return new ArchiveError('CORRUPT', `the backup does not fit its own schema version: ${what}`);
}

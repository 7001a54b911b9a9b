import type { Pool, PoolClient } from 'pg';
import { migrationsFolder } from '../migrate.ts';
import { ArchiveError } from './archive-error.ts';
import { endAccess } from './end-access.ts';
import type { EndedAccess } from './end-access.ts';
import { scanArchive, verifyArchive } from './archive-reader.ts';
import { inTransaction } from './archive-session.ts';
import type { ArchiveProgress, Manifest } from './manifest.ts';
import { stageFiles } from './restore-files.ts';
import type { StagedFiles } from './restore-files.ts';
import { readEpoch } from './read-epoch.ts';
import { settleSwaps } from './restore-swap.ts';
import { applyMigrations, databaseVersion, knownVersion } from './schema-version.ts';
import { readMigrations, resetMigrations, tablesMade } from './schema-version.ts';
import type { Migration } from './schema-version.ts';
import {
  dropEverything,
  holdsRows,
  listForeignTables,
  listTables,
  quote,
} from './table-catalog.ts';
import { checkCounts, checkShape, createTableLoader } from './table-loader.ts';
import { restoreSequences, suspendRules } from './table-loader.ts';

export type RestoreOptions = {
  /** A database that nothing else uses meanwhile. */
  pool: Pool;
  file: string;
  filesDir: string;
  /** Replace an instance that holds data. */
  replace?: boolean;
  /** End tokens of programs too: those revoked since the backup work again otherwise. */
  revokeTokens?: boolean;
  /** Tables that an instance without data may have rows in. */
  seededTables?: readonly string[];
  migrationsDir?: string;
  /** Awaited, so it can hold the work up. */
  onProgress?: (progress: ArchiveProgress) => void | Promise<void>;
  signal?: AbortSignal;
};

export type Restored = Manifest & { ended: EndedAccess };

/**
 * Makes the database and the files what they were when the archive was written, brings the schema up to date, ends
 * what lets people in (`endAccess`), and gives the instance a new epoch, so that what clients remember is refused.
 * The archive is proved before anything is touched; the database's part is one transaction: an error leaves all as it was.
 * @throws `UNREADABLE`, `NOT_CAIRN`, `CORRUPT`, `FORMAT_NEWER`, `SCHEMA_NEWER`, `SCHEMA_UNKNOWN` or `NOT_EMPTY`
 */
export async function restore(options: RestoreOptions): Promise<Restored> {
  const migrations = await readMigrations(options.migrationsDir ?? migrationsFolder);
  await options.onProgress?.({ step: 'verify', name: options.file });
  const manifest = await verifyArchive(options.file);
  const what = `the backup of ${manifest.createdAt}`;
  const { index } = knownVersion(manifest.schema, { migrations, what });

  const settle = () => settleSwaps(options.filesDir, () => readEpoch(options.pool));
  await settle();
  const files = await stageFiles(options.filesDir);
  const state: { isSwapped: boolean; ended?: EndedAccess } = { isSwapped: false };
  const restored = (): Restored => {
    if (!state.ended) throw new Error('a restore ended before its transaction');
    return { ...manifest, ended: state.ended };
  };
  try {
    await inTransaction(options.pool, {
      mode: '',
      work: async (client) => {
        await refuseUnlessReplaceable(client, { options, migrations });
        await rebuild(client, migrations.slice(0, index + 1));
        await load(client, { options, manifest, files });
        const later = migrations.slice(index + 1);
        for (const { tag } of later) await options.onProgress?.({ step: 'migrate', name: tag });
        await applyMigrations(client, later);
        state.ended = await endAccess(client, { tokens: options.revokeTokens ?? false });
        const epoch = await renewEpoch(client);
        await analyze(client, options);
        options.signal?.throwIfAborted();
        await files.swap(epoch);
        state.isSwapped = true;
      },
    });
  } catch (error) {
    // Once they were swapped only the database knows: its commit may have happened, and the answer been lost.
    // Where it cannot be asked now, the next start does.
    if (!state.isSwapped) await files.undo();
    else if ((await settle().catch(() => null))?.includes('finished')) return restored();
    throw error;
  }
  await files.keep();
  return restored();
}

/** A start alone, or a failed sign-in, writes here. */
const seeded = ['cache_leases', 'instance_settings', 'sign_in_failures'];

type Context = { options: RestoreOptions; migrations: Migration[] };

async function refuseUnlessReplaceable(client: PoolClient, context: Context): Promise<void> {
  const { options, migrations } = context;
  const [table] = await listTables(client);
  if (!table) return;
  const unknown = await whyUnknown(client, migrations);
  if (unknown?.code === 'NOT_CAIRN') throw holdsForeign(table.name);
  if (unknown && !options.replace) throw unknown;
  // What another program keeps here would be dropped with the rest.
  const [foreign] = unknown ? [] : await listForeignTables(client, tablesMade(migrations));
  if (foreign) throw holdsForeign(foreign);
  if (!options.replace && (await holdsRows(client, options.seededTables ?? seeded))) {
    throw new ArchiveError('NOT_EMPTY', 'this instance holds data; --force replaces all of it');
  }
}

/** Why the code cannot say at which migration the database stands; null where it can. */
async function whyUnknown(
  client: PoolClient,
  migrations: Migration[],
): Promise<ArchiveError | null> {
  try {
    await databaseVersion(client, migrations);
    return null;
  } catch (error) {
    if (error instanceof ArchiveError) return error;
    throw error;
  }
}

function holdsForeign(table: string): ArchiveError {
  return new ArchiveError(
    'NOT_CAIRN',
    `this database holds tables that are not Cairn's (${table}): move them to another schema, or restore into an empty database`,
  );
}

async function rebuild(client: PoolClient, migrations: Migration[]): Promise<void> {
  await dropEverything(client);
  await resetMigrations(client);
  await applyMigrations(client, migrations);
}

type Source = { options: RestoreOptions; manifest: Manifest; files: StagedFiles };

async function load(client: PoolClient, { options, manifest, files }: Source): Promise<void> {
  await checkShape(client, manifest);
  const resume = await suspendRules(client);
  const loader = createTableLoader(client, manifest);
  let table = '';
  const read = await scanArchive(options.file, {
    async tablePiece(name, rows) {
      options.signal?.throwIfAborted();
      if (name !== table) await options.onProgress?.({ step: 'table', name });
      table = name;
      await loader.write(name, rows);
    },
    async file(path, body) {
      options.signal?.throwIfAborted();
      await options.onProgress?.({ step: 'file', name: path });
      await files.add(path, body);
    },
  });
  await loader.end();
  if (JSON.stringify(read) !== JSON.stringify(manifest)) {
    throw new ArchiveError('CORRUPT', `${options.file} changed while it was being restored`);
  }
  await resume();
  await restoreSequences(client, manifest);
  await checkCounts(client, manifest);
}

/** Sync cursors and cached answers name the epoch they belong to. @returns the new one; null where there is none */
async function renewEpoch(client: PoolClient): Promise<string | null> {
  const { rows } = await client.query(
    `SELECT 1 FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name = 'instance_settings' AND column_name = 'epoch'`,
  );
  if (rows.length === 0) return null;
  const renewed = await client.query<{ epoch: string }>(
    'UPDATE instance_settings SET epoch = gen_random_uuid() RETURNING epoch',
  );
  return renewed.rows[0]?.epoch ?? null;
}

/** Without it the planner would know nothing of the loaded rows until autovacuum comes round. */
async function analyze(client: PoolClient, options: RestoreOptions): Promise<void> {
  for (const { name } of await listTables(client)) {
    await options.onProgress?.({ step: 'analyze', name });
    await client.query(`ANALYZE ${quote(name)}`);
  }
}

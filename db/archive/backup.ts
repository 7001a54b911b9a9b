import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pool, PoolClient } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { migrationsFolder } from '../migrate.ts';
import { createArchiveWriter } from './archive-writer.ts';
import type { ArchiveWriter } from './archive-writer.ts';
import { inTransaction } from './archive-session.ts';
import { archiveFormat, fileEntry, headEntry, manifestEntry, tableEntry } from './manifest.ts';
import type {
  ArchivedFile,
  ArchivedTable,
  ArchiveHead,
  ArchiveProgress,
  Manifest,
} from './manifest.ts';
import { databaseVersion, readMigrations, tablesMade } from './schema-version.ts';
import type { Migration } from './schema-version.ts';
import { listSequences, listTables, quote } from './table-catalog.ts';
import type { StoredTable } from './table-catalog.ts';

export type BackupOptions = {
  pool: Pool;
  /** Where the archive goes; appears only when it is complete. */
  file: string;
  /** The folder of attachments; need not exist. */
  filesDir: string;
  /** Replace an existing file. */
  overwrite?: boolean;
  /** Tables whose rows are not worth keeping; nothing else may link to them. */
  skipTables?: readonly string[];
  /** Folders directly in `filesDir` whose files are not worth keeping. */
  skipFolders?: readonly string[];
  /** Files that rows of the snapshot name and that lie elsewhere; those found in `filesDir` are not asked for. */
  filesElsewhere?: (client: PoolClient) => Promise<FileElsewhere[]>;
  migrationsDir?: string;
  /** Awaited, so it can hold the work up. */
  onProgress?: (progress: ArchiveProgress) => void | Promise<void>;
  signal?: AbortSignal;
};

/** A file of another place, under the path below `filesDir` to which a restore brings it. */
export type FileElsewhere = {
  path: string;
  bytes: number;
  /** Null where it is gone meanwhile: purged after the snapshot. */
  open: () => Promise<AsyncIterable<Buffer> | null>;
};

/** What was sent an hour ago at most, counters that begin anew, and mail: none is sent twice, or on a later day. */
const transient = { tables: ['uploads', 'sign_in_failures', 'mails'], folders: ['uploads'] };

/** The size of one piece of a table in the archive, and so of what is held in memory. */
const pieceBytes = 1024 * 1024;

/**
 * Writes every table as of one moment, then the files, into one archive of mode 600. The server may
 * go on writing meanwhile. On an error nothing is left behind.
 * Throws `EXISTS`, `NOT_CAIRN`, `UNWRITABLE` or what Postgres says.
 */
export async function backup(options: BackupOptions): Promise<Manifest> {
  const writer = await createArchiveWriter(options.file, options.overwrite ?? false);
  try {
    const { manifest, elsewhere } = await inTransaction(options.pool, {
      mode: 'ISOLATION LEVEL REPEATABLE READ READ ONLY',
      work: async (client) => ({
        manifest: await writeTables(client, writer, options),
        elsewhere: (await options.filesElsewhere?.(client)) ?? [],
      }),
    });
    manifest.files = await writeFiles(writer, options);
    await writeElsewhere(writer, { options, elsewhere, files: manifest.files });
    await writer.add(manifestEntry, Buffer.from(JSON.stringify(manifest)));
    await writer.finish();
    return manifest;
  } catch (error) {
    await writer.abort();
    throw error;
  }
}

async function writeTables(
  client: PoolClient,
  writer: ArchiveWriter,
  options: BackupOptions,
): Promise<Manifest> {
  const skipped = new Set(options.skipTables ?? transient.tables);
  const migrations = await readMigrations(options.migrationsDir ?? migrationsFolder);
  const ours = tablesMade(migrations);
  const head = await describe(client, migrations);
  await writer.add(headEntry, Buffer.from(JSON.stringify(head)));
  const tables: ArchivedTable[] = [];
  const skippedTables: string[] = [];
  for (const table of await listTables(client)) {
    if (!ours.has(table.name)) {
      await options.onProgress?.({ step: 'left-out', name: table.name });
      continue;
    }
    if (skipped.has(table.name)) {
      skippedTables.push(table.name);
      continue;
    }
    await options.onProgress?.({ step: 'table', name: table.name });
    tables.push(await writeTable(client, { table, writer, signal: options.signal }));
  }
  return { ...head, tables, skippedTables, sequences: await listSequences(client), files: [] };
}

async function describe(client: PoolClient, migrations: Migration[]): Promise<ArchiveHead> {
  const schema = await databaseVersion(client, migrations);
  const { rows } = await client.query<{ now: Date; version: string }>(
    `SELECT now(), current_setting('server_version') AS version`,
  );
  const row = rows[0];
  if (!row) throw new Error('Postgres answered nothing');
  return {
    application: 'cairn',
    format: archiveFormat,
    appVersion: readAppVersion(),
    createdAt: row.now.toISOString(),
    postgres: row.version,
    schema,
  };
}

async function writeTable(
  client: PoolClient,
  { table, writer, signal }: { table: StoredTable; writer: ArchiveWriter; signal?: AbortSignal },
): Promise<ArchivedTable> {
  const columns = table.columns.map(quote).join(', ');
  const rows = client.query(copyTo(`COPY (SELECT ${columns} FROM ${quote(table.name)}) TO STDOUT`));
  const hash = createHash('sha256');
  let bytes = 0;
  let piece = 0;
  let held: Buffer[] = [];
  let heldBytes = 0;
  const flush = async () => {
    if (heldBytes === 0) return;
    await writer.add(tableEntry(table.name, piece), Buffer.concat(held));
    piece += 1;
    held = [];
    heldBytes = 0;
  };
  for await (const chunk of rows as AsyncIterable<Buffer>) {
    signal?.throwIfAborted();
    hash.update(chunk);
    bytes += chunk.length;
    held.push(chunk);
    heldBytes += chunk.length;
    if (heldBytes >= pieceBytes) await flush();
  }
  await flush();
  return { ...table, rows: rows.rowCount, bytes, sha256: hash.digest('hex') };
}

/**
 * Files are written once under a name of their own and outlive their row for a while, so what is on
 * the disk after the snapshot holds whatever the snapshot names.
 */
async function writeFiles(writer: ArchiveWriter, options: BackupOptions): Promise<ArchivedFile[]> {
  const files: ArchivedFile[] = [];
  const skipped = new Set(options.skipFolders ?? transient.folders);
  for (const path of await listFiles(options.filesDir)) {
    if (skipped.has(path.split('/')[0] ?? '')) continue;
    options.signal?.throwIfAborted();
    await options.onProgress?.({ step: 'file', name: path });
    const handle = await openIfThere(join(options.filesDir, path));
    if (!handle) continue;
    try {
      const { size } = await handle.stat();
      const hash = createHash('sha256');
      const stream = handle.createReadStream({ start: 0, autoClose: false });
      await writer.addStream(fileEntry(path), size, tee(stream, hash));
      files.push({ path, bytes: size, sha256: hash.digest('hex') });
    } finally {
      await handle.close();
    }
  }
  return files;
}

type Elsewhere = { options: BackupOptions; elsewhere: FileElsewhere[]; files: ArchivedFile[] };

async function writeElsewhere(
  writer: ArchiveWriter,
  { options, elsewhere, files }: Elsewhere,
): Promise<void> {
  const here = new Set(files.map(({ path }) => path));
  for (const { path, bytes, open: openFile } of elsewhere) {
    if (here.has(path)) continue;
    options.signal?.throwIfAborted();
    await options.onProgress?.({ step: 'file', name: path });
    const stream = await openFile();
    if (!stream) continue;
    const hash = createHash('sha256');
    await writer.addStream(fileEntry(path), bytes, tee(stream, hash));
    files.push({ path, bytes, sha256: hash.digest('hex') });
  }
}

async function* tee(
  stream: AsyncIterable<Buffer>,
  hash: ReturnType<typeof createHash>,
): AsyncGenerator<Buffer> {
  for await (const chunk of stream) {
    hash.update(chunk);
    yield chunk;
  }
}

/** Regular files below `folder`, with `/`, in a stable order; names that start with a dot are in flight. */
async function listFiles(folder: string, below = ''): Promise<string[]> {
  let entries;
  try {
    entries = await readdir(join(folder, below), { withFileTypes: true });
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
  const paths: string[] = [];
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.')) continue;
    const path = below ? `${below}/${entry.name}` : entry.name;
    if (entry.isDirectory()) paths.push(...(await listFiles(folder, path)));
    else if (entry.isFile()) paths.push(path);
  }
  return paths;
}

async function openIfThere(path: string) {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function readAppVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const parsed: unknown = JSON.parse(text);
  const version =
    typeof parsed === 'object' && parsed !== null && 'version' in parsed ? parsed.version : null;
  return typeof version === 'string' ? version : '0.0.0';
}

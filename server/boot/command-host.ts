import { chown, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { backup } from '../../db/archive/backup.ts';
import { restore } from '../../db/archive/restore.ts';
import type { ArchiveProgress, Manifest } from '../../db/archive/manifest.ts';
import { createPool } from '../../db/client.ts';
import type { Pool } from '../../db/client.ts';
import { preflight } from '../../db/preflight.ts';
import { Refusal } from '../../db/refusal.ts';
import type { ArchiveInput, ArchiveSummary, Host, Note } from '../cli/host.ts';
import type { RestoreInput, RestoreSummary } from '../cli/host.ts';
import { InstanceTaken } from '../cli/host.ts';
import { createClock } from '../platform/clock.ts';
import { databaseError } from '../platform/database-error.ts';
import { loadEnv } from '../platform/env.ts';
import type { Env } from '../platform/env.ts';
import { CairnError } from '../platform/errors.ts';
import type { Runtime } from '../platform/runtime.ts';
import { listBucketFiles } from './bucket-files.ts';
import { borrowDatabase, hasDatabase } from './borrow-database.ts';
import { openDataFolder } from './data-folder.ts';
import { ownDatabase } from './database.ts';
import { inspectDatabase } from './inspect-database.ts';
import { closeAll, openInstance } from './open-instance.ts';
import type { Opened } from './open-instance.ts';
import { describe } from './say.ts';

/** Gives the commands of the shell the instance that the environment names. */
export function createHost(): Host {
  const env = loadEnv();
  return {
    env,
    own: (note, work) => orTaken(env, () => own(env, { note, work })),
    backup: (input) => backUp(env, input),
    restore: (input) => orTaken(env, () => restoreFrom(env, input)),
    work: (note, signal) => work(env, note, signal),
    inspect: async (note) =>
      (await hasDatabase(env)) ? borrowDatabase(env, { say: note, work: inspectDatabase }) : null,
    now: () => createClock().now().getTime(),
  };
}

async function own<T>(
  env: Env,
  { note, work }: { note: Note; work: (runtime: Runtime) => Promise<T> },
): Promise<T> {
  const opened: Opened = [];
  try {
    const events = { say: note, giveUp: () => undefined };
    const { runtime } = await openInstance(env, { opened, ...events });
    return await work(runtime);
  } finally {
    await closeAll(opened);
  }
}

async function work(env: Env, note: Note, signal: AbortSignal): Promise<void> {
  const opened: Opened = [];
  const end = Promise.withResolvers<void>();
  signal.addEventListener('abort', () => end.resolve());
  try {
    const instance = await openInstance(env, { opened, say: note, giveUp: end.reject });
    const { openWork } = await import('./work.ts');
    await openWork(instance, opened, true);
    note('The worker runs');
    if (!signal.aborted) await end.promise;
    note('Stopping');
  } finally {
    await closeAll(opened);
  }
}

async function backUp(
  env: Env,
  { file, force, note, signal }: ArchiveInput,
): Promise<ArchiveSummary> {
  if (!(await hasDatabase(env))) {
    throw new CairnError('NOT_FOUND', `there is no instance in ${env.dataDir}`);
  }
  const { filesDir } = await openDataFolder(env);
  const manifest = await borrowDatabase(env, {
    say: note,
    work: (pool) =>
      backup({
        pool,
        file,
        filesDir,
        overwrite: force,
        signal,
        onProgress: tell(note),
        filesElsewhere: listBucketFiles(env),
      }),
  });
  await remember(env, { file, createdAt: manifest.createdAt, note });
  return summarize(manifest);
}

async function restoreFrom(
  env: Env,
  { file, force, revokeTokens, note, signal }: RestoreInput,
): Promise<RestoreSummary> {
  const { filesDir } = await openDataFolder(env);
  const events = { say: note, giveUp: () => undefined };
  const database = await ownDatabase(env, events, { beside: false });
  const pool = createPool(database.url, { max: 1 });
  pool.on('error', () => undefined);
  try {
    await preflight(pool);
    await refuseOthers(pool);
    const asked = { file, filesDir, replace: force, revokeTokens, signal };
    const restored = await restore({ pool, ...asked, onProgress: tell(note) });
    return { ...summarize(restored), ended: restored.ended };
  } finally {
    await pool.end();
    await database.close();
  }
}

/** The lock keeps servers away, but not a backup or a doctor, nor what a server that lost it has still to end. */
async function refuseOthers(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ others: number }>(
    `SELECT count(*)::int AS others FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'cairn' AND pid <> pg_backend_pid()`,
  );
  if ((rows[0]?.others ?? 0) === 0) return;
  throw new CairnError(
    'CONFLICT',
    'other processes of Cairn use this database: stop them before restoring',
  );
}

/**
 * The doctor asks when the last backup was, wherever it lies. The note belongs to whoever runs the instance, also
 * where root made the backup; a backup is none the worse without it.
 */
async function remember(
  env: Env,
  { note, ...backedUp }: { file: string; createdAt: string; note: Note },
): Promise<void> {
  const file = path.join(env.dataDir, 'last-backup.json');
  try {
    await writeFile(file, `${JSON.stringify(backedUp)}\n`, { mode: 0o600 });
    const { uid, gid } = await stat(env.dataDir);
    if (process.getuid?.() === 0) await chown(file, uid, gid);
  } catch (error) {
    note(`The doctor will not know of this backup: ${describe(error)}`);
  }
}

function tell(note: Note): (progress: ArchiveProgress) => void {
  const words: Record<ArchiveProgress['step'], string | null> = {
    verify: 'Proving the backup',
    table: null,
    'left-out': "Not Cairn's table, so not in the backup",
    file: null,
    migrate: 'Migrating',
    analyze: null,
  };
  return ({ step, name }) => {
    const word = words[step];
    if (word) note(`${word}: ${name}`);
  };
}

function summarize({ tables, files, createdAt }: Manifest): ArchiveSummary {
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
  return {
    tables: tables.length,
    rows: sum(tables.map(({ rows }) => rows)),
    files: files.length,
    bytes: sum([...tables, ...files].map(({ bytes }) => bytes)),
    createdAt,
  };
}

/** An embedded server that goes away while it is opened belongs to a command that has just ended. */
async function orTaken<T>(env: Env, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const ending = env.databaseUrl === null && databaseError(error.cause) !== error.cause;
    if (error.code === 'TAKEN' || ending) throw new InstanceTaken(error, ending);
    throw error;
  }
}

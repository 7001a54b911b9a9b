import { chown, mkdir, readFile, realpath, rm, rmdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errnoOf, refusal } from '../refusal.ts';
import { findBinaries, usableBinaries } from './binaries.ts';
import type { Progress } from './binaries.ts';
import { clusterExists, createCluster } from './cluster.ts';
import { explain, passes } from './failure.ts';
import { openHome, sharedRoot } from './home.ts';
import type { Home } from './home.ts';
import { boundLog, keepBounded, release } from './log-bound.ts';
import { pidState, readPostmaster } from './postmaster.ts';
import { isRoot, runAs } from './run-as.ts';
import { settingsText } from './settings.ts';
import type { Durability } from './settings.ts';
import { findListener, socketFolder, socketUrl } from './socket.ts';

export type EmbeddedOptions = {
  /** The instance's data folder; made when missing. */
  dataDir: string;
  /** Gets one line for a person whenever something takes its time or is worth knowing. */
  onProgress?: Progress;
  /** `none` is for tests: faster, and a crash of the machine loses data. */
  durability?: Durability;
  /** Further settings of postgresql.conf; an adopted server keeps those it has. */
  settings?: Record<string, string>;
};

export type StopMode = 'smart' | 'fast' | 'immediate';

export type EmbeddedServer = {
  /** A URL over the server's private socket; stays the same at every start. */
  url: string;
  pgData: string;
  /** True when it ran already. */
  adopted: boolean;
  /** The user that it runs as. */
  uid: number;
  /** Waits until it has stopped; nothing to do if it has. */
  stop(mode?: StopMode): Promise<void>;
};

type Cluster = Home & { native: string };

const patienceMs = 15_000;
const recoveryMs = 300_000;

/**
 * Starts the instance's own Postgres, or adopts it if it runs. Makes the cluster at the first time,
 * recovers after a kill of the server or of the machine.
 * Throws a refusal with one clear line where this cannot work.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  try {
    return await start(options);
  } catch (error) {
    const code = errnoOf(error);
    if (code === 'ENOSPC' || code === 'EDQUOT') throw explain('no space left', options.dataDir);
    if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM' || code === 'EINVAL') {
      const text = error instanceof Error ? error.message : code;
      throw refusal(
        `Postgres cannot be set up in ${options.dataDir} (${text}): check who owns it, start as a plain user, or set DATABASE_URL.`,
        error,
      );
    }
    if (code === 'ENOENT' && process.platform === 'linux' && isMissingLoader(error)) {
      throw refusal(
        'The embedded Postgres needs glibc, which this system lacks: set DATABASE_URL to a Postgres 15 or newer.',
        error,
      );
    }
    throw error;
  }
}

/** On musl the kernel says ENOENT of a program that is there: its loader is not. */
function isMissingLoader(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && String(error.syscall).startsWith('spawn');
}

async function start(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const { onProgress = () => {}, durability = 'full' } = options;
  const found = findBinaries();
  await mkdir(options.dataDir, { recursive: true, mode: isRoot() ? 0o711 : 0o700 });
  const dataDir = await realpath(options.dataDir);
  const place = await openHome(dataDir, onProgress);
  const spare = isRoot() ? sharedRoot : dataDir;
  const binaries = await usableBinaries(found, { owner: place.owner, spare, onProgress });
  const cluster = { ...place, native: binaries.native };
  refuseUnquotable(cluster);
  if (!(await clusterExists(place, binaries))) {
    onProgress('Making the database');
    await createCluster(place, binaries, durability);
  }
  const socketDir = await socketFolder(place);
  const file = path.join(place.pgData, 'cairn.conf');
  await writeFile(file, settingsText({ socketDir, durability, extra: options.settings }));
  if (isRoot()) await chown(file, place.owner.uid, place.owner.gid);
  const password = await readPassword(place.pgData);
  const { adopted, folder } = await bringUp(cluster, { socketDir, password, onProgress });
  keepBounded(logOf(cluster));
  return {
    url: socketUrl(folder, password),
    pgData: place.pgData,
    adopted,
    uid: place.owner.uid,
    stop: async (mode = 'fast') => {
      release(logOf(cluster));
      await stop(cluster, mode);
      if (!folder.startsWith(place.home)) await rmdir(folder).catch(() => {});
    },
  };
}

/** initdb and pg_ctl pass paths through the shell, and Postgres reads them out of quotes. */
function refuseUnquotable({ home, native }: Cluster): void {
  const wrong = [home, native].find((folder) => /["$`\\\n]/.test(folder));
  if (wrong === undefined) return;
  throw refusal(
    `Postgres cannot run in ${wrong}, because of a ", $, \` or \\ in it: choose a path without.`,
  );
}

type BringUp = { socketDir: string; password: string; onProgress: Progress };

/** Until a server answers: adopt one that runs, else start one; what passes by itself is waited for. */
async function bringUp(cluster: Cluster, { socketDir, password, onProgress }: BringUp) {
  const began = performance.now();
  const waited = () => performance.now() - began;
  for (let round = 0; ; round += 1) {
    const running = await readPostmaster(cluster.pgData);
    // Asked first: the pid of a server in another container is not seen here, its socket is.
    const listener = await findListener([socketDir, running?.socketDir ?? ''], password);
    if (listener?.ready) return { adopted: true, folder: listener.folder };
    const state = running ? await pidState(running.pid, cluster) : 'gone';
    if (listener || state === 'ours') {
      if (round === 0) onProgress('Waiting for Postgres, which is starting or stopping');
      if (waited() > recoveryMs) {
        throw refusal(
          `Postgres runs as pid ${running?.pid} but does not answer: stop that process and start again.`,
        );
      }
    } else {
      if (state === 'other') await rm(path.join(cluster.pgData, 'postmaster.pid'), { force: true });
      const trouble = await launch(cluster);
      if (trouble === undefined) return { adopted: false, folder: socketDir };
      if (!passes(trouble) || waited() > patienceMs) throw explain(trouble, cluster.home);
    }
    await sleep(100);
  }
}

function logOf({ home }: Home): string {
  return path.join(home, 'postgres.log');
}

/** Starts the server; answers with what went wrong, if anything. */
async function launch(cluster: Cluster): Promise<string | undefined> {
  const log = logOf(cluster);
  await boundLog(log);
  const before = await readFile(log).catch(() => Buffer.alloc(0));
  const wait = `--timeout=${recoveryMs / 1000}`;
  const { code, output } = await pgCtl(cluster, ['start', '--wait', wait, `--log=${log}`]);
  if (code === 0) return undefined;
  const after = await readFile(log).catch(() => before);
  const said = after.subarray(before.length).toString('utf8');
  return said.trim() === '' ? output : said;
}

function pgCtl({ owner, native, pgData }: Cluster, args: string[]) {
  return runAs(owner, [path.join(native, 'bin/pg_ctl'), ...args, '-D', pgData]);
}

/** A server that runs in another container is left to those who see it. */
async function stop(cluster: Cluster, mode: StopMode): Promise<void> {
  if (!(await runsHere(cluster))) return;
  const { code, output } = await pgCtl(cluster, ['stop', '--wait', `--mode=${mode}`]);
  if (code !== 0 && (await runsHere(cluster))) throw explain(output, cluster.home);
}

async function runsHere(cluster: Cluster): Promise<boolean> {
  const running = await readPostmaster(cluster.pgData);
  return running !== undefined && (await pidState(running.pid, cluster)) === 'ours';
}

async function readPassword(pgData: string): Promise<string> {
  const file = path.join(pgData, 'cairn.password');
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw refusal(
      `The database's password file ${file} is missing: bring it back from a copy.`,
      error,
    );
  });
  return text.trim();
}

import { createHash } from 'node:crypto';
import { chmod, chown, lstat, mkdir, realpath, rmdir, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import { errnoOf, refusal } from '../refusal.ts';
import type { Progress } from './binaries.ts';
import { isRoot, mayUse, runAs, self } from './run-as.ts';
import type { Owner } from './run-as.ts';

/** Where root keeps what another user must reach. */
export const sharedRoot = '/var/lib/cairn';

/** The folder that holds cluster, log and socket, and the user that Postgres runs as. */
export type Home = { home: string; pgData: string; owner: Owner };

/**
 * Finds the folder of the embedded server, or makes it: `<dataDir>/postgres`. Root runs Postgres as
 * another user; where that one cannot get to the data folder, `postgres` is a link to
 * `/var/lib/cairn/<hash of the folder's path>`.
 */
export async function openHome(dataDir: string, onProgress: Progress): Promise<Home> {
  const link = path.join(dataDir, 'postgres');
  const entry = await lstat(link).catch(() => undefined);
  if (entry) return known(link);
  if (!isRoot()) {
    await makeFolder(link);
    return known(link);
  }
  const owner = await nobody();
  if (await claim(link, owner)) return homeOf(link, owner);
  return outside(link, owner, onProgress);
}

function homeOf(home: string, owner: Owner): Home {
  return { home, pgData: path.join(home, 'pg'), owner };
}

/** A folder that exists keeps its owner, whoever starts the server. */
async function known(link: string): Promise<Home> {
  const home = await realpath(link).catch((error: unknown) => {
    throw refusal(
      `The database belongs behind the link ${link}, but nothing is there: bring that folder back, or remove the link to begin with an empty database.`,
      error,
    );
  });
  const { uid, gid } = await stat(home);
  if (!isRoot() && uid !== self().uid) {
    throw refusal(
      `The database in ${home} belongs to uid ${uid}: start Cairn as root or as that user, or "chown -R" the folder to uid ${self().uid}.`,
    );
  }
  if (isRoot() && uid === 0) {
    const owner = await nobody();
    await chown(home, owner.uid, owner.gid);
    return homeOf(home, owner);
  }
  if (isRoot() && !(await mayUse({ uid, gid }, '-w', [home]))) {
    throw refusal(
      `uid ${uid}, which runs Postgres, cannot reach ${home} any more: "chmod o+x" the folders above it.`,
    );
  }
  return homeOf(home, { uid, gid });
}

async function outside(link: string, owner: Owner, onProgress: Progress): Promise<Home> {
  const folder = await realpath(path.dirname(link));
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  const home = path.join(sharedRoot, hash);
  await mkdir(sharedRoot, { recursive: true });
  await chmod(sharedRoot, 0o755);
  if (await lstat(path.join(home, 'pg')).catch(() => undefined)) {
    throw refusal(
      `${home} holds the database of an earlier ${folder}, which no longer links to it: run "ln -s ${home} ${link}" to go on with it, or move ${home} away to begin with an empty one.`,
    );
  }
  if (!(await claim(home, owner))) {
    throw refusal(
      `uid ${owner.uid}, which runs Postgres for root, can use neither ${folder} nor ${home}: open one of them for it, start as a plain user, or set DATABASE_URL.`,
    );
  }
  await symlink(home, link);
  onProgress(`The database lives in ${home}, because uid ${owner.uid} cannot reach ${folder}`);
  return homeOf(home, owner);
}

/** Makes a folder the owner's; false, and nothing left behind, where the owner cannot get there. */
async function claim(folder: string, owner: Owner): Promise<boolean> {
  const made = await makeFolder(folder);
  const mine = await chown(folder, owner.uid, owner.gid).then(
    () => true,
    () => false,
  );
  if (mine && (await mayUse(owner, '-w', [folder]))) return true;
  if (made) await rmdir(folder);
  return false;
}

/** The system's user without rights, by its number, which differs between systems. */
async function nobody(): Promise<Owner> {
  const ask = async (flag: string) => {
    const { code, output } = await runAs(self(), ['id', flag, 'nobody']);
    const id = Number.parseInt(output, 10);
    return code === 0 && Number.isSafeInteger(id) ? id : 65534;
  };
  const [uid, gid] = await Promise.all([ask('-u'), ask('-g')]);
  return { uid, gid };
}

/** Makes a folder only for the owner, and says whether it is. */
export async function privateFolder(folder: string, owner: Owner): Promise<boolean> {
  await makeFolder(folder);
  const found = await lstat(folder);
  const ours = isRoot() && found.isDirectory() && found.uid === 0;
  if (ours) await chown(folder, owner.uid, owner.gid);
  const held = ours || found.uid === owner.uid;
  return found.isDirectory() && held && (found.mode & 0o077) === 0;
}

/** True when the folder was not there before. */
async function makeFolder(folder: string): Promise<boolean> {
  try {
    await mkdir(folder, { mode: 0o700 });
    return true;
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return false;
    throw error;
  }
}

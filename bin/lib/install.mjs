import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, runStep } from './command.mjs';
import { onlyOne } from './only-one.mjs';
import { ensureStopped } from './running.mjs';
import { root } from './root.mjs';

/** Runs `npm ci` if node_modules is missing or is not what package-lock.json says. */
export async function ensureInstalled() {
  if (isInstalled(root)) return;
  await ensureStopped('packages are installed');
  await onlyOne('install', async () => {
    if (isInstalled(root)) return;
    // A production environment must not leave out what the build needs.
    const command = npm('ci', '--include=dev', '--include=optional', '--loglevel=error');
    await runStep('Installing packages (npm ci)', command);
    writeFileSync(join(root, 'node_modules/.cairn-installed'), lockHash(root));
  });
}

/** True when the packages in a folder are those of its lockfile. */
export function isInstalled(folder) {
  const stamp = join(folder, 'node_modules/.cairn-installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash(folder)) return true;
  const wanted = readPackages(join(folder, 'package-lock.json'));
  const found = readPackages(join(folder, 'node_modules/.package-lock.json'));
  return (
    found !== undefined &&
    Object.entries(wanted).every(([place, entry]) => {
      const there = found[place];
      if (place === '' || (!there && !belongsHere(entry))) return true;
      return there?.version === entry.version && there?.integrity === entry.integrity;
    })
  );
}

function lockHash(folder) {
  return createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
}

function readPackages(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : undefined;
}

/** False for what npm may leave out: packages of other platforms, and what only these need. */
function belongsHere({ os, cpu, libc, optional }) {
  if (!optional) return true;
  if (os === undefined || cpu === undefined) return false;
  const glibc = ['/lib64/ld-linux-x86-64.so.2', '/lib/ld-linux-aarch64.so.1'].some((file) =>
    existsSync(file),
  );
  const libcFits = libc === undefined || libc.includes(glibc ? 'glibc' : 'musl');
  return os.includes(process.platform) && cpu.includes(process.arch) && libcFits;
}

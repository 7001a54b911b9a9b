import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, runStep } from './command.mjs';
import { onlyOne } from './only-one.mjs';
import { root } from './root.mjs';
import { ensureStopped } from './running.mjs';

/** What the built pages are made of: `app`, and what it may import. */
const sources = [
  'app',
  'public',
  'server',
  'next.config.js',
  'postcss.config.mjs',
  'package-lock.json',
  'bin/compile-hints.mjs',
  'bin/csp-hashes.mjs',
  'bin/fonts.mjs',
];

/** Parts of `server` that pages never import. */
const notInPages = /^server\/(boot|cli|http|main\.ts)/;

/** Builds the pages if there is no build or its sources have changed since. */
export async function ensureBuilt() {
  if (isBuilt(root)) return;
  await ensureStopped('the pages are built');
  await onlyOne('build', async () => {
    if (isBuilt(root)) return;
    // Taken before: what changes meanwhile is built the next time.
    const fingerprint = fingerprintOf(root);
    const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
    await runStep('Building the pages', npm('run', '--silent', 'build'), env);
    writeFileSync(join(root, '.next/cairn-sources'), fingerprint);
  });
}

/** True when the build in a folder is of its present sources. */
export function isBuilt(folder) {
  const stamp = join(folder, '.next/cairn-sources');
  if (!existsSync(join(folder, '.next/BUILD_ID')) || !existsSync(stamp)) return false;
  return readFileSync(stamp, 'utf8') === fingerprintOf(folder);
}

/** A hash over names and contents; times say nothing after a checkout or a copy. */
export function fingerprintOf(folder) {
  const hash = createHash('sha256');
  const add = (path) => {
    const content = readFileSync(join(folder, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  };
  const walk = (path) => {
    const entries = readdirSync(join(folder, path), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const inner = `${path}/${entry.name}`;
      if (entry.isDirectory()) walk(inner);
      else if (!/\.test\.tsx?$/.test(inner) && !notInPages.test(inner)) add(inner);
    }
  };
  for (const source of sources) {
    if (!existsSync(join(folder, source))) continue;
    if (source.includes('.')) add(source);
    else walk(source);
  }
  return hash.digest('hex');
}

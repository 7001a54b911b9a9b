import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { become } from './command.mjs';
import { ensureInstalled } from './install.mjs';
import { root, Trouble } from './root.mjs';

const oldest = 24;

/**
 * The Node that runs the project: the one at hand if it is new enough, else the one that npm
 * installed. Throws Trouble where neither is there.
 */
export function projectNode() {
  // After an install over itself the running program's file may be gone.
  if (major(process.versions.node) >= oldest && existsSync(process.execPath))
    return process.execPath;
  const own = join(root, 'node_modules/.bin/node');
  const { status, stdout } = spawnSync(own, ['--version'], { encoding: 'utf8' });
  if (status === 0 && major(stdout.replace('v', '')) >= oldest) return own;
  throw new Trouble(
    `This is Node ${process.versions.node}, Cairn needs ${oldest} or newer, and npm has none for this system: install Node ${oldest} or newer from nodejs.org.`,
  );
}

/** Installs what is missing, and goes on with `script` in the project's Node if this is another. */
export async function ensureNode(script) {
  await ensureInstalled();
  const node = projectNode();
  if (node === process.execPath) return;
  await become(node, [script, ...process.argv.slice(2)], process.env);
}

function major(version) {
  return Number.parseInt(version, 10);
}

/**
 * What the server runs with. Its live heap is some 60 MB; left alone, V8 grows to several times that before it
 * collects: a smaller young generation and a bound on the old one keep an import of 100 MB at about 200 MB.
 */
export const serverFlags = ['--max-semi-space-size=16', '--max-old-space-size=512'];

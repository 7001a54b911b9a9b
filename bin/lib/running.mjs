import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { root, Trouble } from './root.mjs';

/**
 * Proves that no server runs on the data folder: what it has loaded must not be replaced under it.
 * Throws Trouble that says to stop it before `what`.
 */
export async function ensureStopped(what) {
  const dataDir = dataFolder();
  if (!existsSync(dataDir) || !(await isHeard(socketOf(dataDir)))) return;
  throw new Trouble(`Cairn is already running on ${dataDir}: stop it before ${what}.`);
}

/** As the server finds it: by the environment, then by `.env`, which older Nodes cannot parse. */
function dataFolder() {
  const file = join(root, '.env');
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const lines = text.matchAll(
    /^[ \t]*(?:export[ \t]+)?CAIRN_DATA[ \t]*=[ \t]*(?:"(.*?)"|'(.*?)'|([^#\n]*))/gm,
  );
  const [, ...values] = [...lines].at(-1) ?? [];
  const given = process.env.CAIRN_DATA?.trim() || values.find(Boolean)?.trim();
  return resolve(root, given || 'data');
}

/** As `server/cli/admin-path.ts` says it, which a Node before 24 cannot load. */
export function socketOf(dataDir) {
  const folder = realpathSync(dataDir);
  const own = join(folder, 'admin.sock');
  if (Buffer.byteLength(own) <= 103) return own;
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 24);
  return join('/tmp', `cairn-admin-${hash}`, 'admin.sock');
}

/** Throws where that cannot be told, as with a server of another user. */
function isHeard(path) {
  return new Promise((done, fail) => {
    const socket = connect(path);
    socket.once('error', ({ code, message }) => {
      if (code === 'ENOENT' || code === 'ECONNREFUSED') done(false);
      else fail(new Trouble(`Whether Cairn runs already cannot be told: ${message}`));
    });
    socket.once('connect', () => {
      socket.destroy();
      done(true);
    });
  });
}

import { existsSync, readFileSync } from 'node:fs';
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
  if (!(await isHeard(join(dataDir, 'admin.sock')))) return;
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

function isHeard(path) {
  return new Promise((done) => {
    const socket = connect(path);
    socket.once('error', () => done(false));
    socket.once('connect', () => {
      socket.destroy();
      done(true);
    });
  });
}

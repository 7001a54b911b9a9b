// The programs that tests need beside npm's packages: a browser, a Redis server, networks of their own, and for the
// tests of many machines all that stands around Cairn there.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { runStep } from './command.mjs';
import { Trouble } from './root.mjs';

const tools = [
  { names: ['chromium', 'chromium-browser', 'google-chrome'], debian: 'chromium' },
  { names: ['redis-server', 'valkey-server'], debian: 'redis-server' },
  { names: ['openssl'], debian: 'openssl' },
  ...(process.platform === 'linux' ? [{ names: ['ip'], debian: 'iproute2' }] : []),
  { names: ['pg_basebackup'], debian: 'postgresql', step: 'scale' },
  { names: ['pgbouncer'], debian: 'pgbouncer', step: 'scale' },
  { names: ['nginx'], debian: 'nginx', step: 'scale' },
  { names: ['faketime'], debian: 'faketime', step: 'scale' },
];
const macChrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** Where Chromium is; undefined where there is none. */
export function findChromium() {
  return find(tools[0].names) ?? (existsSync(macChrome) ? macChrome : undefined);
}

/**
 * Installs what is missing, as root on Debian; elsewhere says what to install.
 * @param {string[]} steps that will run: some programs are for one of them alone
 * @throws Trouble
 */
export async function ensureTools(steps) {
  const wantedTools = tools.filter(({ step }) => step === undefined || steps.includes(step));
  const missing = () =>
    (findChromium() ? wantedTools.slice(1) : wantedTools).filter(({ names }) => !find(names));
  const packages = missing().map(({ debian }) => debian);
  if (packages.length === 0) return;
  const wanted = packages.join(' ');
  if (!isDebian() || process.getuid?.() !== 0) {
    throw new Trouble(
      `The tests need ${packages.join(', ')}. On Debian: sudo apt-get install ${wanted}`,
    );
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  spawnSync('apt-get', ['update', '-qq'], { env, stdio: 'ignore' });
  const install = ['apt-get', 'install', '-qq', '--no-install-recommends', '--yes', ...packages];
  await runStep(`Installing ${wanted}`, install, env);
  if (missing().length > 0)
    throw new Trouble(`${wanted} did not come with apt-get: install by hand.`);
}

function find(names) {
  const folders = (process.env.PATH ?? '')
    .split(delimiter)
    .concat('/usr/bin', '/usr/local/bin', '/usr/sbin', postgresFolders());
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
}

/** Debian keeps the programs of each version of Postgres in a folder that is in no path. */
function postgresFolders() {
  const root = '/usr/lib/postgresql';
  return existsSync(root) ? readdirSync(root).map((version) => join(root, version, 'bin')) : [];
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function isDebian() {
  const release = '/etc/os-release';
  return existsSync(release) && /^ID=debian$/m.test(readFileSync(release, 'utf8'));
}

// The programs that tests need beside npm's packages: a browser, a Redis server, networks of their own.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { runStep } from './command.mjs';
import { Trouble } from './root.mjs';

const tools = [
  { names: ['chromium', 'chromium-browser', 'google-chrome'], debian: 'chromium' },
  { names: ['redis-server', 'valkey-server'], debian: 'redis-server' },
  ...(process.platform === 'linux' ? [{ names: ['ip'], debian: 'iproute2' }] : []),
];
const macChrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** Where Chromium is; undefined where there is none. */
export function findChromium() {
  return find(tools[0].names) ?? (existsSync(macChrome) ? macChrome : undefined);
}

/**
 * Installs what is missing, as root on Debian; elsewhere says what to install.
 * @throws Trouble
 */
export async function ensureTools() {
  const missing = () =>
    (findChromium() ? tools.slice(1) : tools).filter(({ names }) => !find(names));
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
    .concat('/usr/bin', '/usr/local/bin', '/usr/sbin');
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
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

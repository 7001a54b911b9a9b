import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Installs Debian packages where a program of theirs, or a file, is missing.
 * @param wanted a program's name or a path, with the package that brings it
 * @throws Error that says what to install, where this cannot
 */
export async function installTools(wanted: Record<string, string>): Promise<void> {
  const missing = () => Object.keys(wanted).filter((name) => !isThere(name));
  const packages = missing().map((name) => wanted[name] ?? '');
  if (packages.length === 0) return;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
    const install = ['install', '-qq', '--no-install-recommends', '--yes', ...packages];
    await run('apt-get', ['update', '-qq'], { env }).catch(() => undefined);
    await run('apt-get', install, { env, timeout: 600_000 }).catch(() => undefined);
  }
  const lacking = missing();
  if (lacking.length > 0)
    throw new Error(
      `${lacking.join(', ')} is missing. On Debian: sudo apt-get install ${packages.join(' ')}`,
    );
}

function isThere(name: string): boolean {
  if (name.startsWith('/')) return existsSync(name);
  return spawnSync('sh', ['-c', 'command -v "$1"', 'sh', name]).status === 0;
}

import { access, constants, readdir, stat, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { bytesText, fail, ok, warn } from './check.ts';
import type { Check } from './check.ts';

export function checkNode(version: string): Check {
  const major = Number(version.split('.')[0]);
  return major >= 24
    ? ok('node', version)
    : fail('node', `${version} is too old: 24 or newer is needed`);
}

/** The folder itself: there, ours, writable, closed to writing by others. */
export async function checkDataFolder(dataDir: string): Promise<Check> {
  const name = 'data folder';
  try {
    const found = await stat(dataDir);
    if (!found.isDirectory()) return fail(name, `${dataDir} is not a folder`);
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    if ((found.mode & 0o022) !== 0) {
      return warn(name, `others may write to ${dataDir}: chmod go-w ${dataDir}`);
    }
    return ok(name, dataDir);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') return warn(name, `${dataDir} is not there yet: "npm start" makes it`);
    return fail(name, `${dataDir} can't be used (${code}): check its owner and mode`);
  }
}

/** Files that only their owner may read. */
export async function checkSecrets(dataDir: string, files: readonly string[]): Promise<Check> {
  const name = 'secrets';
  const open: string[] = [];
  let present = 0;
  for (const file of files) {
    try {
      const { mode } = await stat(join(dataDir, file));
      present += 1;
      if ((mode & 0o077) !== 0) open.push(join(dataDir, file));
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') return fail(name, `${file} can't be read (${codeOf(error)})`);
    }
  }
  if (open.length > 0) return fail(name, `others may read ${open.join(', ')}: chmod 600 it`);
  return present > 0 ? ok(name, 'mode 600') : ok(name, 'none yet; the first start makes them');
}

export async function checkDisk(dataDir: string): Promise<Check> {
  const name = 'disk';
  try {
    const { bavail, bsize } = await statfs(dataDir);
    const free = bavail * bsize;
    const message = `${bytesText(free)} free in ${dataDir}`;
    if (free < 100e6) return fail(name, `${message}: free some space now`);
    return free < 1e9 ? warn(name, `${message}: that is little`) : ok(name, message);
  } catch (error) {
    return warn(name, `can't be measured (${codeOf(error)})`);
  }
}

/** Whether the port is this instance's already, or free for it. */
export async function checkPort(address: {
  host: string;
  port: number;
  running: boolean;
}): Promise<Check> {
  const { host, port, running } = address;
  if (running)
    return ok('port', `the server runs, on ${host}:${port} unless it was started with another`);
  const code = await tryListen(host, port);
  if (code === null) return ok('port', `${host}:${port} is free`);
  const reasons: Record<string, string> = {
    EADDRINUSE: `${port} is in use by another program: set PORT to another`,
    EACCES: `${port} needs more rights: set PORT to 1024 or more`,
    EADDRNOTAVAIL: `this machine has no address ${host}: set HOST`,
  };
  return fail('port', reasons[code] ?? `${host}:${port} can't be used (${code})`);
}

function tryListen(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(codeOf(error)));
    server.listen(port, host, () => server.close(() => resolve(null)));
  });
}

/** `newest` is the time of the last backup that is known of, in milliseconds since 1970. */
export function checkBackups(newest: number | null, now: number): Check {
  const name = 'backups';
  if (newest === null) return warn(name, 'none is known of: cairn backup <file>');
  const days = Math.floor((now - newest) / 86_400_000);
  const age = days === 0 ? 'less than a day old' : `${days} ${days === 1 ? 'day' : 'days'} old`;
  return days > 7 ? warn(name, `the last one is ${age}`) : ok(name, `the last one is ${age}`);
}

/** When the newest of the files that exist was written, in milliseconds since 1970. */
export async function newestOf(files: readonly string[]): Promise<number | null> {
  let newest: number | null = null;
  for (const file of files) {
    const found = await stat(file).catch(() => null);
    if (found) newest = Math.max(newest ?? 0, found.mtimeMs);
  }
  return newest;
}

/** The paths of what a folder holds; none where it is not there or closed. */
export async function filesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.map((name) => join(folder, name));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { lstat, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CairnError } from '../platform/errors.ts';

/** `sun_path` holds 104 bytes on macOS and 108 on Linux, the closing zero included. */
const longest = 103;

/**
 * Where the server of a data folder listens for commands of the shell: `admin.sock` in it, or, where
 * that path is too long for a socket, in a private folder under /tmp, the same for both sides.
 */
export function adminSocketPath(dataDir: string): string {
  const folder = realpathSync(dataDir);
  const own = join(folder, 'admin.sock');
  if (Buffer.byteLength(own) <= longest) return own;
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 24);
  return join('/tmp', `cairn-admin-${hash}`, 'admin.sock');
}

/** Makes the socket's folder where it is the one under /tmp. Throws when someone else holds it. */
export async function prepareSocketFolder(path: string, dataDir: string): Promise<void> {
  if (dirname(path) === realpathSync(dataDir)) return;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await assertTrusted(path, dataDir);
}

/**
 * Secrets go through the socket, so a folder in a place where anyone may make one must belong to
 * the owner of the data folder, to this user or to root, and be closed to others.
 */
export async function assertTrusted(path: string, dataDir: string): Promise<void> {
  const folder = dirname(path);
  const data = realpathSync(dataDir);
  if (folder === data) return;
  const [found, owner] = await Promise.all([lstat(folder), lstat(data)]);
  const trusted = [0, owner.uid, process.getuid?.()].includes(found.uid);
  if (!found.isDirectory() || !trusted || (found.mode & 0o077) !== 0) {
    throw new CairnError('SERVICE_UNAVAILABLE', `someone else holds ${folder}: remove it`);
  }
}

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { refusal } from '../refusal.ts';
import { privateFolder } from './home.ts';
import type { Home } from './home.ts';

// sun_path holds 104 bytes on macOS and 108 on Linux, the closing zero included.
const longestSocketPath = 103;
const socketName = '.s.PGSQL.5432';

/**
 * The folder of the server's socket: inside `home`, or where that path is too long, a private one
 * under /tmp, the same at every start.
 */
export async function socketFolder({ home, owner }: Home): Promise<string> {
  const own = path.join(home, 'run');
  const fits = Buffer.byteLength(path.join(own, socketName)) <= longestSocketPath;
  if (fits && (await privateFolder(own, owner))) return own;
  const base = existsSync('/tmp') ? '/tmp' : tmpdir();
  const hash = createHash('sha256').update(home).digest('hex').slice(0, 16);
  for (const suffix of ['', '-1', '-2', '-3']) {
    const folder = path.join(base, `cairn-${hash}${suffix}`);
    if (await privateFolder(folder, owner)) return folder;
  }
  throw refusal(`Someone else holds ${path.join(base, `cairn-${hash}`)}: remove it.`);
}

/** The URL of the server whose socket is in `folder`. */
export function socketUrl(folder: string, password: string): string {
  const query = new URLSearchParams({ host: folder, sslmode: 'disable' });
  return `postgres://cairn:${password}@localhost:5432/cairn?${query}`;
}

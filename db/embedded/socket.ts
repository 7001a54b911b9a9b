import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { sqlState } from '../../server/domain/postgres-error.ts';
import { errnoOf, refusal } from '../refusal.ts';
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

/** What connecting ends with where nobody holds the socket, or there is none. */
const nobody = new Set<string | undefined>(['ENOENT', 'ECONNREFUSED']);

/** A server that holds the socket of a folder; not `ready` where it takes nobody yet, or no more. */
export type Listener = { folder: string; ready: boolean };

/** The server behind the first socket that somebody holds; folders without a name are passed over. */
export async function findListener(
  folders: string[],
  password: string,
): Promise<Listener | undefined> {
  for (const folder of new Set(folders)) {
    const ready = folder === '' ? undefined : await takes(socketUrl(folder, password));
    if (ready !== undefined) return { folder, ready };
  }
  return undefined;
}

/** Undefined where nobody listens. */
async function takes(url: string): Promise<boolean | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return true;
  } catch (error) {
    if (sqlState(error) === '28P01') {
      throw refusal(
        'The running Postgres does not take the password in cairn.password of its folder: stop it and start again.',
        error,
      );
    }
    return nobody.has(errnoOf(error)) ? undefined : false;
  } finally {
    await client.end();
  }
}

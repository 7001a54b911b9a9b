// Restores as the command does, and is killed at a moment that is given: `node killed-restore.ts url file dir moment`.
import fsp from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import type { PoolClient } from 'pg';
import { createPool } from '../../client.ts';
import { restore } from '../restore.ts';

const [url = '', file = '', filesDir = '', moment = ''] = process.argv.slice(2);

const die = (): Promise<never> => {
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => undefined);
};

const rename = fsp.rename;
fsp.rename = async (from, to) => {
  if (moment === 'between the renames' && String(from).endsWith('/new')) await die();
  await rename(from, to);
};
syncBuiltinESMExports();

const pool = createPool(url, { max: 1 });
const connect = pool.connect.bind(pool) as (...given: unknown[]) => Promise<PoolClient>;
const watched = async () => {
  const client = await connect();
  const query = client.query.bind(client) as (...given: unknown[]) => unknown;
  const commit = async () => {
    if (moment === 'before the commit') await die();
    const answer = await query('COMMIT');
    if (moment === 'after the commit') await die();
    return answer;
  };
  client.query = ((...given: unknown[]) =>
    given[0] === 'COMMIT' ? commit() : query(...given)) as typeof client.query;
  return client;
};
// The pool's own queries ask with a callback.
pool.connect = ((...given: unknown[]) =>
  given.length > 0 ? connect(...given) : watched()) as typeof pool.connect;

await restore({ pool, file, filesDir, replace: true });
await pool.end();

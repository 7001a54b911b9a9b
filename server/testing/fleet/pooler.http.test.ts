import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createDb, createPool } from '../../../db/client.ts';
import type { Pool } from '../../../db/client.ts';
import { openThroughPooler } from '../../../db/pooler.ts';
import { transaction } from '../../../db/transaction.ts';
import type { RegisterOutput } from '../../account/schema.ts';
import type { ImportOutput, ImportPreviewOutput } from '../../import/schema.ts';
import { restIssue } from '../../import/testing/github-fixture.ts';
import { sqlState } from '../../domain/postgres-error.ts';
import { createHome, startInstance } from '../instance.ts';
import type { Instance } from '../instance.ts';
import { makeAccount } from './account.ts';
import type { Account } from './account.ts';
import { startPgBouncer } from './pgbouncer.ts';
import type { Pooler } from './pgbouncer.ts';
import { startPrimary } from './postgres.ts';
import type { Server } from './postgres.ts';
import { playThrough } from './play-through.ts';
import { createStack } from '../stack.ts';

const stack = createStack();
let server: Server;
let pooler: Pooler;
let instance: Instance;
let account: Account;
beforeAll(async () => {
  server = stack.use(await startPrimary());
  pooler = stack.use(await startPgBouncer(server.port));
  const settings = { DATABASE_URL: pooler.url, DATABASE_DIRECT_URL: server.url };
  const home = stack.use(await createHome(settings));
  instance = await startInstance(home);
  stack.use({ remove: async () => void (await instance.stop()) });
  account = await makeAccount(home, instance.url);
});
afterAll(() => stack.remove());

/** What the tests look at through the pooler beside the app. */
async function throughPooler(): Promise<Pool> {
  const direct = createPool(server.url, { max: 1 });
  try {
    const pool = await openThroughPooler(pooler.url, direct);
    onTestFinished(() => pool.end());
    return pool;
  } finally {
    await direct.end();
  }
}

test('an instance works through PgBouncer in transaction mode', async () => {
  const name = 'Bob';
  const answer = await fetch(`${instance.url}/api/trpc/account.register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'bob@example.org', password: 'correct horse battery', name }),
  });
  const { result } = (await answer.json()) as { result: { data: RegisterOutput } };
  expect(result.data.user.name).toBe(name);

  await playThrough(account);
});

test('an import runs through it, with settings of its own transaction', async () => {
  const { api, workspaceId } = account;
  const issues = [restIssue(1, 'Imported one'), restIssue(2, 'Imported two')];
  const uploadId = await api.upload(new TextEncoder().encode(JSON.stringify(issues)));
  const file = { workspaceId, uploadId, format: 'github', projectName: 'Rocket' };
  const { importId } = await api.mutate<ImportPreviewOutput>('import.preview', file);
  await api.mutate('import.run', { importId });
  await expect
    .poll(() => api.query<ImportOutput>('import.get', { importId }))
    .toMatchObject({ state: 'done' });
});

test('sessions begin as they do without it, whatever the server says', async () => {
  await server.admin(
    `ALTER DATABASE cairn SET TimeZone = 'Asia/Tokyo'`,
    `ALTER DATABASE cairn SET default_transaction_isolation = 'serializable'`,
  );
  const pool = await throughPooler();
  const { rows } = await pool.query<Record<string, string>>(
    `SELECT current_setting('transaction_isolation') AS isolation, current_setting('TimeZone') AS zone,
            current_setting('statement_timeout') AS timeout, current_setting('jit') AS jit`,
  );
  const zone = { zone: 'UTC', timeout: '30s', jit: 'off' };
  expect(rows).toEqual([{ isolation: 'read committed', ...zone }]);
});

test('a lock is waited for as long as without it, and what fails leaves nothing behind', async () => {
  const pool = await throughPooler();
  const lock = sql`SELECT 1 FROM workspaces WHERE id = ${account.workspaceId} FOR UPDATE`;
  const holder = await pool.connect();
  await holder.query('BEGIN');
  await createDb(holder).execute(lock);
  const waiting = transaction(pool, (db) => db.execute(lock));
  await expect(waiting.catch(sqlState)).resolves.toBe('55P03');
  const title = { workspaceId: account.workspaceId, title: 'Late' };
  await expect(account.api.mutate('task.create', title)).rejects.toMatchObject({ status: 503 });
  await holder.query('ROLLBACK');
  holder.release();
  await account.api.mutate('task.create', title);

  await expect(transaction(pool, (db) => db.execute('SELECT 1 / 0'))).rejects.toThrow();
  const after = await pool.query<{ timeout: string }>(
    `SELECT current_setting('lock_timeout') AS timeout`,
  );
  expect(after.rows).toEqual([{ timeout: '0' }]);
  const { rows } = await pool.query('SELECT name FROM pg_prepared_statements');
  expect(rows).toEqual([]);
});

test('a pooler where Postgres itself is needed is told in one line', async () => {
  const other = await createHome({ DATABASE_URL: pooler.url });
  onTestFinished(() => other.remove());
  await expect(startInstance(other)).rejects.toThrow(
    'DATABASE_URL leads through a pooler: set DATABASE_DIRECT_URL to the Postgres behind it',
  );
  const elsewhere = await startPrimary();
  onTestFinished(() => elsewhere.remove());
  const direct = createPool(elsewhere.url, { max: 1 });
  onTestFinished(() => direct.end());
  await expect(openThroughPooler(pooler.url, direct)).rejects.toThrow(
    'DATABASE_URL and DATABASE_DIRECT_URL lead to different databases',
  );
});

test('a pooler that keeps sessions of before is told, with what to run', async () => {
  const direct = createPool(server.url, { max: 1 });
  onTestFinished(() => direct.end());
  await direct.query('ALTER ROLE cairn IN DATABASE cairn RESET ALL');
  const fresh = await startPgBouncer(server.port);
  onTestFinished(() => fresh.remove());
  const early = createPool(fresh.url, { max: 1, pooler: true });
  await early.query('SELECT 1');
  await early.end();
  await expect(openThroughPooler(fresh.url, direct)).rejects.toThrow(
    /run "ALTER ROLE "cairn" IN DATABASE "cairn" SET TimeZone = 'UTC'; .*" as cairn, then RECONNECT/,
  );
});

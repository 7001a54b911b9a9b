import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedTasks } from '../../server/testing/seed.ts';
import { createWorld } from '../../server/testing/world.ts';
import type { World } from '../../server/testing/world.ts';
import type { Pool } from '../client.ts';
import { hasData, pendingMigrations } from '../migrate.ts';
import { createTestDatabase } from '../testing/database.ts';
import type { TestDatabase } from '../testing/database.ts';
import { backup } from './backup.ts';
import { restore } from './restore.ts';

let world: World;
let target: TestDatabase;
let folder: string;
beforeAll(async () => {
  world = await createWorld();
  target = await createTestDatabase({ empty: true });
  folder = await mkdtemp(join(tmpdir(), 'cairn-instance-'));
});
afterAll(async () => {
  await target.drop();
  await world.close();
  await rm(folder, { recursive: true });
});

/** A number that changes with any value of any row, for each table. */
async function prints(pool: Pool): Promise<Record<string, string>> {
  const tables = await pool.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`,
  );
  const all: Record<string, string> = {};
  for (const { name } of tables.rows) {
    const { rows } = await pool.query<{ print: string }>(
      `SELECT count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) AS print FROM "${name}" t`,
    );
    all[name] = rows[0]?.print ?? '';
  }
  return all;
}

test('an instance with every noun comes back value for value, and is ready to run', async () => {
  const ann = await world.person('Ann "Ё" \\ Ännchen');
  const bob = await world.person();
  await world.join(ann.workspaceId, bob, 'member');
  const { pool, db } = world.runtime;
  await seedTasks(db, {
    workspaceId: ann.workspaceId,
    projectId: ann.inboxId,
    userId: ann.userId,
    tasks: 2000,
  });
  await pool.query(`INSERT INTO sign_in_failures (key, failures) VALUES ('account:x', 3)`);
  const options = { file: join(folder, 'a.cairn'), filesDir: join(folder, 'files') };
  const manifest = await backup({ pool, ...options });
  expect(manifest.tables.find(({ name }) => name === 'tasks')?.rows).toBe(2000);
  expect(manifest.skippedTables).toEqual(['mails', 'sign_in_failures', 'uploads']);

  expect(await hasData(target.pool)).toBe(false);
  const { ended } = await restore({ pool: target.pool, ...options });
  expect(ended).toMatchObject({ sessions: 2, tokens: 0 });
  const transient = { instance_settings: '', sign_in_failures: '', sessions: '' };
  expect({ ...(await prints(target.pool)), ...transient }).toEqual({
    ...(await prints(pool)),
    ...transient,
  });
  expect(await pendingMigrations(target.pool)).toEqual([]);
  expect(await hasData(target.pool)).toBe(true);
});

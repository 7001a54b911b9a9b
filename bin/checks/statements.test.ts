import { expect, test } from 'vitest';
import { checkStatements } from './statements.ts';
import { found } from './testing/plant.ts';

const imports = `import { tasks } from '../../db/schema/tasks.ts';
import { write } from '../changes/write.ts';
import type { WriteCtx } from '../changes/write.ts'; import * as schema from '../../db/schema/tasks.ts';
`;
const inFile = (path: string, text: string) => found(checkStatements, { [path]: imports + text });

test.each([
  'async function a(ctx) { await ctx.db.insert(tasks).values({}); }',
  'export const a = (ctx) => ctx.db.update(tasks).set({});',
  'async function a(ctx) { await ctx.db.delete(tasks); }',
  'const a = (db) => db.delete(schema.tasks);',
  'const a = sql`INSERT INTO tasks (id) VALUES (1)`;',
  'const a = sql`WITH gone AS (delete\n from "tasks" RETURNING 1) SELECT 1`;',
  'const a = (db) => db.execute(sql`UPDATE ${tasks} SET a = 1`);',
  "const a = (client) => client.query('UPDATE tasks AS t SET a = 1');",
  'const a = "TRUNCATE tasks";',
  "const a = (db) => db['delete'](tasks);",
  'const a = sql`UPDATE public.tasks SET a = 1`;',
  'const a = sql`DELETE /* all */ FROM tasks`;',
  'const a = sql`DELETE -- all\n FROM tasks`;',
  'const a = sql`UPDATE public."tasks" SET a = 1`;',
  'const a = "ALTER TABLE tasks DISABLE TRIGGER ALL";',
  'const a = sql`DROP TABLE IF EXISTS tasks`;',
])('%s is refused', (text) => {
  expect(inFile('server/task/a-task.ts', text)).toEqual([
    'server/task/a-task.ts:4: changes tasks outside of write',
  ]);
});

test.each([
  'const t = tasks; const a = (ctx) => ctx.db.delete(t);',
  'const a = (ctx, table) => ctx.db.update(table).set({});',
  "import { rows } from './rows.ts'; const a = (db) => db.insert(rows);",
  "import { tasks as t } from '../../db/schema/tasks.ts'; const a = (db) => db.delete(t);",
  "const a = sql`DELETE FROM ${sql.identifier('tasks')}`;",
  'const a = sql`UPDATE ${schema.tasks} SET a = 1`;',
  'const a = (table) => sql`INSERT INTO ${table} VALUES (1)`;',
])('%s is refused, for it does not name its table', (text) => {
  const message = 'changes a table that it does not name outside of write';
  for (const path of ['server/task/a-task.ts', 'server/import/a-import.ts']) {
    expect(inFile(path, text)).toEqual([`${path}:4: ${message}`]);
  }
});

test.each([
  "const a = (db) => db.execute(sql.raw('DELETE ' + 'FROM tasks'));",
  "const a = (ctx) => ctx.runtime.pool.query('SELECT 1');",
  'const { pool } = ctx.runtime;',
  'const a = (ctx) => run(ctx.runtime.pool);',
])('%s is refused in a noun', (text) => {
  const message = 'sends Postgres what no check can read';
  expect(inFile('server/task/a-task.ts', text)).toEqual([`server/task/a-task.ts:4: ${message}`]);
  expect(inFile('server/boot/a.ts', text)).toEqual([]);
});

test.each([
  `import { transaction } from '../../db/transaction.ts';
   const a = (ctx) => transaction(ctx.runtime.pool, async (db) => db.select());`,
  'const a = (ctx) => write(ctx, {}, async (w) => w.db.insert(tasks));',
  'export async function a(w: WriteCtx) { await w.db.insert(tasks); }',
  'export async function a(w: Pick<WriteCtx, "db">) { await sql`DELETE FROM tasks`; }',
  `const a = (ctx) => write(ctx, {}, async (w) => b(w));
   async function b(w) { await c(w); }
   async function c(w) { await w.db.insert(tasks); }`,
  'const seen = new Set(); seen.delete(tasks.id); hash.update("a"); map.delete(key);',
  'const a = sql`SELECT 1 FROM tasks FOR UPDATE OF tasks`;',
  'const a = sql`... ON CONFLICT DO UPDATE SET a = 1`;',
])('%s passes', (text) => {
  expect(inFile('server/task/a-task.ts', text)).toEqual([]);
});

test('a function that is also called from elsewhere is not inside a write', () => {
  const text = `const a = (ctx) => write(ctx, {}, async (w) => b(w));
const d = (ctx) => b(ctx);
async function b(w) { await w.db.insert(tasks); }`;
  expect(inFile('server/task/a-task.ts', text)).toEqual([
    'server/task/a-task.ts:6: changes tasks outside of write',
  ]);
  expect(
    inFile('server/task/a-task.ts', 'export async function b(w) { await w.db.insert(tasks); }'),
  ).toHaveLength(1);
});

test('what a folder keeps is its own, and nobody else may change it', () => {
  const text = 'const a = sql`UPDATE known_devices SET a = 1`;';
  expect(inFile('server/auth/device.ts', text)).toEqual([]);
  expect(inFile('server/task/a-task.ts', text)).toEqual([
    'server/task/a-task.ts:4: changes knownDevices outside of write',
  ]);
});

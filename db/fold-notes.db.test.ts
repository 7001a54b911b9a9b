import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fold } from '../server/domain/fold.ts';
import type { TaskId } from '../server/domain/ids.ts';
import { createStage } from '../server/testing/five-tests.ts';
import type { Stage } from '../server/testing/five-tests.ts';
import { testId } from '../server/testing/world.ts';
import { createTask } from '../server/task/create-task.ts';
import { foldNotes } from './fold-notes.ts';
import { updateTask } from '../server/task/update-task.ts';

const numRuns = process.env['LONG'] === '1' ? 300 : 30;
const special = [
  'Ёлка',
  'ΟΔΟΣ',
  'İstanbul',
  'ﬁne',
  'STRASSE ß',
  '１２',
  'e\u0301',
  '½',
  'ﷺ',
  '𝔘𝔫𝔦',
  'Ǆ',
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...special), fc.string({ unit: 'grapheme', maxLength: 8 })), {
    maxLength: 6,
  })
  .map((parts) => parts.join(' '));

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage.world.close());

type Stored = { notes: string; notes_folded: string | null; search: string };

async function stored(id: TaskId): Promise<Stored> {
  const { rows } = await stage.world.runtime.db.execute<Stored>(
    sql`SELECT notes, notes_folded, search::text FROM tasks WHERE id = ${id}`,
  );
  return rows[0]!;
}

const create = (title: string, notes: string) => {
  const { workspaceId, projectId, owner } = stage;
  return createTask(owner.ctx(), { workspaceId, projectId, title, notes });
};

test('notes that are long when they are folded are kept, and found by their first words', async () => {
  const sign = (n: number) => `\u3316\u3316${String.fromCodePoint(0x3041 + (n % 80), 0x4e00 + n)}`;
  const notes = Array.from({ length: 20_000 }, (_, n) => sign(n)).join(' ');
  expect(notes.length).toBeLessThan(100_000);
  const { id } = await create('Long', notes);
  expect((await stored(id)).notes).toBe(notes);
  await stage.world.runtime.db.execute(sql`UPDATE tasks SET notes_folded = NULL WHERE id = ${id}`);
  await foldNotes(stage.world.runtime.pool, new AbortController().signal);
  expect((await stored(id)).notes_folded).toBe(fold(notes));
});

describe('what is kept folded is what the page folds', () => {
  test('as a task is made, as it is edited, and as notes from before are folded', async () => {
    const { workspaceId, owner, world } = stage;
    await fc.assert(
      fc.asyncProperty(text, text, async (first, second) => {
        const { id: taskId } = await create('Plan Ёж', first);
        const made = await stored(taskId);
        expect(made.notes_folded).toBe(fold(made.notes));
        const set = { notes: second };
        await updateTask(owner.ctx(), {
          workspaceId,
          taskId,
          opId: testId(),
          set,
          add: {},
          remove: {},
        });
        const edited = await stored(taskId);
        expect(edited.notes_folded).toBe(fold(edited.notes));
        await world.runtime.db.execute(
          sql`UPDATE tasks SET notes_folded = NULL, search = '' WHERE id = ${taskId}`,
        );
        expect(await foldNotes(world.runtime.pool, new AbortController().signal)).toBe(1);
        expect(await stored(taskId)).toEqual(edited);
      }),
      { numRuns },
    );
  });

  test('in batches, without what somebody writes in, and nothing twice', async () => {
    const { pool, db } = stage.world.runtime;
    const { id } = await create('Held', 'Ёж');
    const { workspaceId, projectId } = stage;
    await db.execute(sql`
      INSERT INTO tasks (workspace_id, id, project_id, number, title, title_folded, notes, "order", search)
      SELECT ${workspaceId}, gen_random_uuid(), ${projectId}, 5000 + n, 'x', 'x', 'Ёж ' || n, 'a', ''
      FROM generate_series(1, 450) n`);
    await db.execute(sql`UPDATE tasks SET notes_folded = NULL WHERE id = ${id}`);
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      await client.query('SELECT 1 FROM tasks WHERE id = $1 FOR UPDATE', [id]);
      expect(await foldNotes(pool, new AbortController().signal)).toBe(450);
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
    const ended = new AbortController();
    ended.abort();
    expect(await foldNotes(pool, ended.signal)).toBe(0);
    expect(await foldNotes(pool, new AbortController().signal)).toBe(1);
    expect(await foldNotes(pool, new AbortController().signal)).toBe(0);
    const left = await db.execute(
      sql`SELECT 1 FROM tasks WHERE notes_folded IS DISTINCT FROM replace(lower(notes), 'ё', 'е') AND title = 'x'`,
    );
    expect(left.rows).toEqual([]);
  });
});

import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listTasks } from '../task/list-tasks.ts';
import { createWorld } from '../testing/world.ts';
import type { World } from '../testing/world.ts';
import { keepPurging } from '../trash/keep-purging.ts';
import { settlePurges } from '../trash/settle-purges.ts';
import { sweepImports } from './sweep-imports.ts';
import { importAll, settled } from './testing/importing.ts';
import { board, card } from './testing/trello-fixture.ts';
import { undoImport } from './undo-import.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
const db = () => world.runtime.db;

test('importing again into a section that is being purged makes a new one, and the purge takes nothing of the import', async () => {
  const person = await world.person();
  const { workspaceId } = person;
  const content = board({ cards: [card(1, 'One'), card(2, 'Two')] });
  const { importId } = await importAll(person, content);
  await undoImport(person.ctx(), { importId });
  await settled(person.ctx(), importId);
  const marked = await db().execute(sql`
    UPDATE sections SET deleted_at = now(), purging_at = now() WHERE workspace_id = ${workspaceId} RETURNING id`);
  expect(marked.rows.length).toBeGreaterThan(0);
  const more = board({ cards: [card(1, 'One'), card(2, 'Two'), card(3, 'Three')] });
  const { projectIds, ledger } = await importAll(person, more);
  keepPurging(world.runtime);
  await settlePurges(world.runtime);
  const [projectId] = projectIds;
  const { items } = await listTasks(person.ctx(), { workspaceId, projectId, limit: 10 });
  expect(items.map(({ title }) => title)).toEqual(['Three']);
  // What is being purged with the section is said to be left out.
  expect(ledger.skipped.map(({ title }) => title).toSorted()).toEqual(['One', 'Two']);
  // The control: the purge ran, and what it was told to purge is gone.
  const gone = await db().execute(
    sql`SELECT id FROM sections WHERE workspace_id = ${workspaceId} AND purging_at IS NOT NULL`,
  );
  expect(gone.rows).toEqual([]);
});

test('an import that failed a month ago keeps no text; one of last week can still go on', async () => {
  const person = await world.person();
  const { importId } = await importAll(person, board({ cards: [card(1, 'One')] }));
  const age = (days: number) =>
    db().execute(sql`
      UPDATE imports SET state = 'failed', finished_at = NULL, created_at = now() - ${days} * interval '1 day'
      WHERE id = ${importId}`);
  const left = async () => {
    await sweepImports(db());
    return db().$count(sql`import_items WHERE import_id = ${importId}`);
  };
  await age(7);
  expect(await left()).toBeGreaterThan(0);
  await age(31);
  expect(await left()).toBe(0);
});

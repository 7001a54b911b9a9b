import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Id, ProjectId, TaskId, WorkspaceId } from '../domain/ids.ts';
import { deleteProject } from '../project/delete-project.ts';
import { deleteTask } from '../task/delete-task.ts';
import { listTasks } from '../task/list-tasks.ts';
import { createWorld } from '../testing/world.ts';
import type { World } from '../testing/world.ts';
import { keepPurging } from '../trash/keep-purging.ts';
import { purgeExpired } from '../trash/purge-expired.ts';
import { purgeTrash } from '../trash/purge-trash.ts';
import { settlePurges } from '../trash/settle-purges.ts';
import { forgetPurgedItems } from './forget-purged-items.ts';
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

const textOf = async (workspaceId: WorkspaceId) => {
  const found = await db().execute<{ text: string }>(sql`
    SELECT coalesce(string_agg(i.source_id || ' ' || i.kind, ',' ORDER BY i.kind, i.ordinal), '') ||
      (SELECT string_agg(ledger::text, ',') FROM imports WHERE workspace_id = ${workspaceId}) AS text
    FROM import_items i WHERE i.workspace_id = ${workspaceId}`);
  return found.rows[0]?.text ?? '';
};

test('of what is purged no import remembers anything: neither fingerprints nor names in its ledger', async () => {
  const [person, other] = [await world.person(), await world.person()];
  const { workspaceId } = person;
  const content = board({ cards: [card(1, 'One'), card(2, 'Two')] });
  const { projectIds } = await importAll(person, content);
  await importAll(other, content);
  const [projectId] = projectIds as [ProjectId];
  const tasks = () => listTasks(person.ctx(), { workspaceId, projectId, limit: 10 });
  const [one] = (await tasks()).items.filter(({ title }) => title === 'One');
  const taskId = one?.id as TaskId;
  await deleteTask(person.ctx(), { workspaceId, taskId });
  await db().execute(sql`UPDATE tasks SET purging_at = now() WHERE id = ${taskId}`);
  // As where it was imported again and found closed.
  const skipped = ['out-of-reach', 'untitled'].map((reason) => ({
    what: 'task',
    title: `by ${reason}`,
    reason,
  }));
  await db().execute(sql`
    UPDATE imports SET ledger = ledger || ${JSON.stringify({ skipped })}::jsonb WHERE workspace_id = ${workspaceId}`);
  const forget = async () => {
    keepPurging(world.runtime);
    await settlePurges(world.runtime);
    await purgeExpired(world.runtime);
  };
  const [before, theirs] = [await textOf(workspaceId), await textOf(other.workspaceId)];
  await forget();
  const after = await textOf(workspaceId);
  expect(before).toContain('by out-of-reach');
  expect(after).not.toContain('by out-of-reach');
  expect(after).toContain('by untitled');
  expect(before.match(/ task/g)?.length).toBe((after.match(/ task/g)?.length ?? 0) + 1);
  expect(after).toContain('"projects": [{');
  await deleteProject(person.ctx(), { workspaceId, projectId });
  await purgeTrash(person.ctx(), {
    workspaceId,
    entity: 'project',
    id: projectId as string as Id<'trash'>,
  });
  await forget();
  const last = await textOf(workspaceId);
  expect(last).not.toMatch(/ task| section| project|"name":|by untitled|Ada/);
  // The control: what another imported of the same file is all there.
  expect(await textOf(other.workspaceId)).toBe(theirs);
});

test('what an import that failed has still to write is kept', async () => {
  const person = await world.person();
  const { importId } = await importAll(person, board({ cards: [card(1, 'One')] }));
  await db().execute(sql`
    UPDATE imports SET state = 'failed', finished_at = NULL, done = 0 WHERE id = ${importId}`);
  await db().execute(sql`
    UPDATE import_items SET source_id = source_id || '-new' WHERE import_id = ${importId}`);
  const items = () => db().$count(sql`import_items WHERE import_id = ${importId}`);
  const before = await items();
  await forgetPurgedItems(world.runtime, () => false);
  expect(await items()).toBe(before);
  await db().execute(sql`UPDATE imports SET done = 2000000000 WHERE id = ${importId}`);
  await forgetPurgedItems(world.runtime, () => false);
  expect(await items()).toBe(0);
});

import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WorkspaceId } from '../domain/ids.ts';
import { createTask } from '../task/create-task.ts';
import { createWorld } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';
import { createWorkspace } from '../workspace/create-workspace.ts';
import { keepMovingFloors } from './keep-moving-floors.ts';
import { moveFloors } from '../changes/move-floors.ts';
import { pullLog } from './pull-log.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const run = (step?: Parameters<typeof moveFloors>[2]) =>
  moveFloors(world.runtime, new AbortController().signal, step);
const pull = (who: Person, cursor?: string) =>
  pullLog(who.ctx(), { limit: 200, ...(cursor === undefined ? {} : { cursor }) });
const seqOf = (column: 'seq' | 'sync_floor_seq') => async (workspaceId: WorkspaceId) => {
  const { rows } = await world.runtime.db.execute<{ at: string }>(
    sql`SELECT ${sql.identifier(column)} AS at FROM workspaces WHERE id = ${workspaceId}`,
  );
  return Number(rows[0]?.at);
};
const [headOf, floorOf] = [seqOf('seq'), seqOf('sync_floor_seq')];

/** Somebody with a log of which all but the last `fresh` tasks is so many days old, and the cursors in between. */
async function personWithLog({ days, fresh = 2 }: { days: number; fresh?: number }) {
  const person = await world.person();
  const { workspaceId } = person;
  const add = (title: string) => createTask(person.ctx(), { workspaceId, title });
  await add('one');
  const early = (await pull(person)).cursor;
  for (const title of ['two', 'three', 'four']) await add(title);
  const [last, late] = [await headOf(workspaceId), (await pull(person)).cursor];
  for (let n = 0; n < fresh; n += 1) await add(`fresh ${n}`);
  await world.runtime.db.execute(
    sql`UPDATE changes SET at = at - ${days} * interval '1 day' WHERE workspace_id = ${workspaceId} AND seq <= ${last}`,
  );
  return { person, workspaceId, early, last, late };
}

test('a cursor from before the floor is answered with a reset, one from it on goes on', async () => {
  const { person, workspaceId, early, last, late } = await personWithLog({ days: 91 });
  expect((await pull(person, early)).events).toMatchObject([{ kind: 'entries' }]);
  await run();
  expect(await floorOf(workspaceId)).toBe(last);
  const page = await pull(person, early);
  expect(page.events).toEqual([{ kind: 'reset', workspaceId }]);
  expect((await pull(person, page.cursor)).events).toEqual([]);
  const [event] = (await pull(person, late)).events;
  expect(event).toMatchObject({ kind: 'entries', entries: [{ seq: last + 1 }, { seq: last + 2 }] });
});

test('what is younger stays, and a log in which nothing happened since ends at its last entry', async () => {
  const young = await personWithLog({ days: 89 });
  const quiet = await personWithLog({ days: 91, fresh: 0 });
  await run();
  expect(await floorOf(young.workspaceId)).toBe(0);
  expect(await floorOf(quiet.workspaceId)).toBe(quiet.last);
  expect((await pull(quiet.person, quiet.late)).events).toEqual([]);
});

test('steps of any length come to the same, and what is done twice or at once is done once', async () => {
  const logs = [await personWithLog({ days: 91 }), await personWithLog({ days: 200 })];
  logs.push(await personWithLog({ days: 91 }));
  const small = { workspaces: 1, entries: 1 };
  const moved = await Promise.all([run(small), run(small), run()]);
  expect(moved.reduce((sum, n) => sum + n, 0)).toBe(logs.length);
  for (const { workspaceId, last } of logs) expect(await floorOf(workspaceId)).toBe(last);
  expect(await run()).toBe(0);
});

test('a floor is never lowered, and a deleted workspace is let be', async () => {
  const { person, workspaceId, last } = await personWithLog({ days: 91 });
  const gone = await createWorkspace(person.ctx(), { name: 'Gone' });
  await world.runtime.db.execute(sql`
    UPDATE changes SET at = at - interval '91 days' WHERE workspace_id = ${gone.id}`);
  await world.runtime.db.execute(
    sql`UPDATE workspaces SET deleted_at = now() WHERE id = ${gone.id}`,
  );
  await world.runtime.db.execute(
    sql`UPDATE workspaces SET sync_floor_seq = ${last + 1} WHERE id = ${workspaceId}`,
  );
  expect(await run()).toBe(0);
  expect(await floorOf(workspaceId)).toBe(last + 1);
  expect(await floorOf(gone.id)).toBe(0);
});

test('it is done at once and ends when told; a failure is logged and ends nothing', async () => {
  const { workspaceId, last } = await personWithLog({ days: 91 });
  const stop = keepMovingFloors(world.runtime);
  await expect.poll(() => floorOf(workspaceId)).toBe(last);
  await stop();
  const told: unknown[] = [];
  const log = { ...world.runtime.log, warn: (...all: unknown[]) => told.push(all) };
  const db = { execute: () => Promise.reject(new Error('no database')) };
  const failing = keepMovingFloors({ ...world.runtime, log, db } as never);
  await failing();
  expect(told).toMatchObject([[{ err: { message: 'no database' } }, expect.any(String)]]);
});

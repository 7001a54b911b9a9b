import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deleteAccount } from '../account/delete-account.ts';
import type { OpId, ViewId } from '../domain/ids.ts';
import { exportPieces } from '../http/export.ts';
import { removeMember } from '../member/remove-member.ts';
import { pullLog } from '../sync/pull-log.ts';
import type { SyncBootstrapOutput, SyncPushOutput } from '../sync/schema.ts';
import { createStage } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { testId, testPassword } from '../testing/world.ts';
import type { Person } from '../testing/world.ts';
import { purgeExpired } from '../trash/purge-expired.ts';
import { callProcedure } from '../trpc/call-procedure.ts';
import { createView } from './create-view.ts';
import { deleteView } from './delete-view.ts';
import { listViews } from './list-views.ts';
import { updateView } from './update-view.ts';

let stage: Stage;
let maker: Person;
let mate: Person;
beforeAll(async () => {
  stage = await createStage();
  maker = await joined('Maker');
  mate = await joined('Mate');
});
afterAll(() => stage.world.close());

async function joined(name: string): Promise<Person> {
  const person = await stage.world.person(name);
  await stage.world.join(stage.workspaceId, person, 'member');
  return person;
}

const make = (more: { name?: string; isShared?: boolean } = {}, by = maker) =>
  createView(by.ctx(), {
    workspaceId: stage.workspaceId,
    name: 'Mine',
    filter: 'today',
    layout: 'list',
    grouping: 'none',
    sort: 'due',
    isShared: false,
    ...more,
  });
const change = (viewId: ViewId, set: object) =>
  updateView(maker.ctx(), { workspaceId: stage.workspaceId, viewId, set });
const idsFor = async (person: Person) =>
  (await listViews(person.ctx(), { workspaceId: stage.workspaceId })).items.map(({ id }) => id);

/** What the log tells each of the maker, a mate and a guest about a view after what is done. */
async function toldOf(viewId: ViewId, act: () => Promise<unknown>) {
  const people = { maker, mate, guest: stage.reader };
  const from = new Map<Person, string>();
  for (const person of Object.values(people))
    from.set(person, (await pullLog(person.ctx(), { limit: 200 })).cursor);
  await act();
  const told: { [who: string]: string[] } = {};
  for (const [who, person] of Object.entries(people)) {
    const { events } = await pullLog(person.ctx(), { cursor: from.get(person)!, limit: 200 });
    const entries = events.flatMap((event) => (event.kind === 'entries' ? event.entries : []));
    told[who] = entries.flatMap((entry) =>
      entry.kind === 'change' && entry.entityId === viewId ? entry.type : [],
    );
  }
  return told;
}

describe('those who follow', () => {
  test('hear of a private view where it is theirs', async () => {
    const { id } = await make();
    expect(await toldOf(id, () => change(id, { name: 'Still mine' }))).toEqual({
      maker: ['view.updated'],
      mate: [],
      guest: [],
    });
  });

  test('hear that one is shared, what becomes of it then, and that it is shared no more', async () => {
    const { id } = await make();
    const shared = ['view.shared'];
    expect(await toldOf(id, () => change(id, { name: 'For all', isShared: true }))).toEqual({
      maker: ['view.updated', ...shared],
      mate: shared,
      guest: [],
    });
    expect(await idsFor(mate)).toContain(id);
    const updated = ['view.updated'];
    expect(await toldOf(id, () => change(id, { filter: 'overdue' }))).toEqual({
      maker: updated,
      mate: updated,
      guest: [],
    });
    const unshared = ['view.unshared'];
    expect(await toldOf(id, () => change(id, { name: 'Mine again', isShared: false }))).toEqual({
      maker: [...unshared, ...updated],
      mate: unshared,
      guest: [],
    });
    expect(await idsFor(mate)).not.toContain(id);
  });

  test('hear that a shared one is deleted', async () => {
    const { id } = await make({ isShared: true });
    const viewId = id;
    const deleted = ['view.deleted'];
    const act = () => deleteView(maker.ctx(), { workspaceId: stage.workspaceId, viewId });
    expect(await toldOf(id, act)).toEqual({ maker: deleted, mate: deleted, guest: [] });
  });

  test('have the views that they see in their copy, on its first page', async () => {
    const [own, shared] = [await make(), await make({ isShared: true })];
    const copyOf = async (person: Person) =>
      (await callProcedure(person.ctx(), 'sync.bootstrap', {
        workspaceId: stage.workspaceId,
      })) as SyncBootstrapOutput;
    for (const person of [maker, mate, stage.reader]) {
      const { items } = await listViews(person.ctx(), { workspaceId: stage.workspaceId });
      expect((await copyOf(person)).views).toEqual(items);
    }
    expect((await copyOf(maker)).views.map(({ id }) => id)).toEqual(
      expect.arrayContaining([own.id, shared.id]),
    );
    expect((await copyOf(mate)).views.map(({ id }) => id)).not.toContain(own.id);
  });
});

test('what was done to views while away is pushed, and a refused filter says where it is wrong', async () => {
  const viewId = testId<ViewId>();
  const op = (procedure: string, input: object) => ({ opId: testId<OpId>(), procedure, input });
  const { answers } = (await callProcedure(maker.ctx(), 'sync.push', {
    workspaceId: stage.workspaceId,
    contract: 1,
    ops: [
      op('view.create', { id: viewId, name: 'Away', filter: 'today' }),
      op('view.update', { viewId, set: { filter: 'ovredue' } }),
      op('view.update', { viewId, set: { layout: 'calendar' }, expectedVersion: 1 }),
    ],
  })) as Extract<SyncPushOutput, { status: 'done' }>;
  expect(answers).toMatchObject([
    { status: 'ok', output: { id: viewId } },
    {
      status: 'refused',
      issues: [{ path: ['set', 'filter'], start: 0, end: 7, suggestion: 'overdue' }],
    },
    { status: 'ok', output: { layout: 'calendar', version: 2 } },
  ]);
});

describe('who leaves', () => {
  test('leaves what they shared, and finds their own again when they come back', async () => {
    const leaver = await joined('Leaver');
    const [own, shared] = [await make({}, leaver), await make({ isShared: true }, leaver)];
    const { workspaceId } = stage;
    await removeMember(stage.owner.ctx(), { workspaceId, userId: leaver.userId });
    expect(await idsFor(stage.owner)).toContain(shared.id);
    expect(await idsFor(stage.owner)).not.toContain(own.id);
    await stage.world.runtime.db.execute(sql`
      UPDATE members SET removed_at = NULL WHERE workspace_id = ${workspaceId} AND user_id = ${leaver.userId}`);
    expect(await idsFor(leaver)).toEqual(expect.arrayContaining([own.id, shared.id]));
  });

  test('for good takes their own along, which is gone after 30 days', async () => {
    const { db } = stage.world.runtime;
    const leaver = await joined('Gone');
    const own = await make({ name: 'Nobody’s business' }, leaver);
    const shared = await make({ isShared: true, name: 'Ours' }, leaver);
    await deleteAccount(leaver.ctx(), { password: testPassword });
    const rows = async () => {
      const found = await db.execute<{ id: string; deleted: boolean }>(sql`
        SELECT id, deleted_at IS NOT NULL AS deleted FROM saved_views
        WHERE id = ANY(${sql.param([own.id, shared.id])}::uuid[]) ORDER BY name DESC`);
      return found.rows.map(({ id, deleted }) => [id, deleted]);
    };
    expect(await rows()).toEqual([
      [shared.id, false],
      [own.id, true],
    ]);
    await db.execute(
      sql`UPDATE saved_views SET deleted_at = now() - interval '31 days' WHERE deleted_at IS NOT NULL`,
    );
    await purgeExpired(stage.world.runtime);
    expect(await rows()).toEqual([[shared.id, false]]);
    const said = await db.execute(sql`
      SELECT 1 FROM changes WHERE entity_id = ${own.id} AND (before <> '{}' OR after <> '{}')`);
    expect(said.rows).toEqual([]);
  });
});

test('what a person takes along of a workspace has the views that they see', async () => {
  const [own, shared] = [await make(), await make({ isShared: true })];
  const exported = async (person: Person) => {
    let text = '';
    for await (const piece of exportPieces(person.ctx())) text += piece;
    const told = JSON.parse(text) as {
      workspaces: { id: string; views: { id: ViewId }[] }[];
    };
    const here = told.workspaces.find(({ id }) => id === stage.workspaceId);
    return here?.views.map(({ id }) => id);
  };
  expect(await exported(maker)).toEqual(await idsFor(maker));
  expect(await exported(maker)).toEqual(expect.arrayContaining([own.id, shared.id]));
  expect(await exported(mate)).not.toContain(own.id);
});

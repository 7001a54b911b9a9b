import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GroupId, OpId, ProjectId, TaskId } from '../domain/ids.ts';
import { mostTried } from '../domain/limits.ts';
import { plantBug } from '../platform/bugs.ts';
import type { BugName } from '../platform/bugs.ts';
import { createProject } from '../project/create-project.ts';
import { createSection } from '../section/create-section.ts';
import { bulkTasks } from '../task/bulk-tasks.ts';
import { createTask } from '../task/create-task.ts';
import { deleteTask } from '../task/delete-task.ts';
import { moveTask } from '../task/move-task.ts';
import { updateTask } from '../task/update-task.ts';
import type { TaskBulkInput } from '../task/schema.ts';
import { addRelation } from '../relation/add-relation.ts';
import { removeRelation } from '../relation/remove-relation.ts';
import { createStage } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { testId } from '../testing/world.ts';
import type { Person } from '../testing/world.ts';
import { listChangeGroups } from './list-change-groups.ts';
import { listChanges } from './list-changes.ts';
import type { ChangeGroupOutput, ChangeListGroupsInput } from './schema.ts';
import { undoChange } from './undo-change.ts';

let stage: Stage;
let mate: Person;
let secret: ProjectId;
beforeAll(async () => {
  stage = await createStage();
  mate = await stage.world.person('Mate');
  await stage.world.join(stage.workspaceId, mate, 'member');
  const { owner, workspaceId } = stage;
  const made = { workspaceId, name: 'Secret', colour: 'grey', private: true } as const;
  secret = (await createProject(owner.ctx(), made)).id;
});
afterAll(() => stage.world.close());

const db = () => stage.world.runtime.db;
const list = (who: Person, more: Partial<ChangeListGroupsInput> = {}) =>
  listChangeGroups(who.ctx(), { workspaceId: stage.workspaceId, limit: 25, ...more });
const make = async (title: string, projectId: ProjectId = stage.projectId) =>
  (await createTask(stage.owner.ctx(), { workspaceId: stage.workspaceId, projectId, title })).id;
const bulk = async (
  taskIds: TaskId[],
  more: Pick<TaskBulkInput, 'action'> & Partial<TaskBulkInput>,
  who = stage.owner,
) => {
  const { workspaceId } = stage;
  const { groupId } = await bulkTasks(who.ctx(), { workspaceId, taskIds, ...more });
  return groupId as GroupId;
};
const edit = (who: Person, taskId: TaskId, set: object) =>
  updateTask(who.ctx(), { workspaceId: stage.workspaceId, taskId, set, add: {}, remove: {} });

async function all(who: Person, more: Partial<ChangeListGroupsInput> = {}) {
  const items: ChangeGroupOutput[] = [];
  const names: Record<string, string> = {};
  let cursor: string | undefined;
  do {
    const page = await list(who, { ...more, cursor });
    items.push(...page.items);
    Object.assign(names, page.names);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return { items, names };
}

const find = async (who: Person, groupId: GroupId) =>
  (await all(who)).items.find((group) => group.groupId === groupId);

async function withBug(name: BugName, body: () => Promise<void>): Promise<void> {
  plantBug(name);
  try {
    await body();
  } finally {
    plantBug(null);
  }
}

const makeOlder = (groupId: GroupId, days: number) =>
  db().execute(
    sql`UPDATE changes SET at = at - ${days} * interval '1 day' WHERE group_id = ${groupId}`,
  );

describe('a group of changes', () => {
  it('is one line for one intent: what is alike in all of it, how much it was, and the first names', async () => {
    const { owner, workspaceId, projectId } = stage;
    const place = { workspaceId, projectId, name: 'Done' };
    const { id: sectionId } = await createSection(owner.ctx(), place);
    const ids = await Promise.all(['A', 'B', 'C', 'D'].map((title) => make(title)));
    const groupId = await bulk(ids, { action: 'move', projectId, sectionId });
    const { items, names } = await list(owner, { limit: 1 });
    expect(items).toMatchObject([
      { groupId, actorId: owner.userId, viaToken: false, import: null, undo: 'yes' },
    ]);
    expect(items[0]?.parts).toMatchObject([
      { type: 'task.moved', count: 4, things: 4, projectId, after: { sectionId } },
    ]);
    expect(items[0]?.parts[0]?.after).not.toHaveProperty('order');
    expect(items[0]?.parts[0]?.entityIds).toHaveLength(3);
    expect(names[sectionId]).toBe('Done');
    for (const id of items[0]?.parts[0]?.entityIds ?? []) expect(names[id]).toMatch(/^[A-D]$/);
  });

  it('of several kinds has a part for each, and does not count what went along with another', async () => {
    const { owner, workspaceId } = stage;
    const above = await make('Above');
    await createTask(owner.ctx(), { workspaceId, parentId: above, title: 'Below' });
    await moveTask(owner.ctx(), { workspaceId, taskId: above, projectId: secret });
    const [moved] = (await list(owner, { limit: 1 })).items;
    expect(moved?.parts).toMatchObject([{ type: 'task.moved', count: 1, entityIds: [above] }]);
    const taskId = await make('One');
    const opId = testId<OpId>();
    const input = { workspaceId, taskId, set: { notes: 'x'.repeat(5000) }, add: {}, remove: {} };
    await updateTask(owner.ctx(), { ...input, opId });
    const [noted] = (await list(owner, { limit: 1 })).items;
    expect(noted?.groupId).toBe(opId);
    expect(JSON.stringify(noted)).not.toContain('xxxx');
  });

  it('tells nobody of what they do not see: neither by number nor by name', async () => {
    const ids = [
      await make('Open one'),
      await make('Hidden', secret),
      await make('Hidden', secret),
    ];
    const groupId = await bulk(ids, { action: 'update', set: { priority: 2 } });
    expect((await find(stage.owner, groupId))?.parts).toMatchObject([{ count: 3 }]);
    expect((await find(mate, groupId))?.parts).toMatchObject([
      { count: 1, things: 1, entityIds: [ids[0]], projectId: stage.projectId },
    ]);
    const alone = await bulk(ids.slice(1), { action: 'complete' });
    expect(await find(mate, alone)).toBeUndefined();
    expect(JSON.stringify(await all(mate))).not.toMatch(/Hidden|Secret/);
    const hidden = list(mate, { projectId: secret });
    await expect(hidden).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(list(stage.stranger)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await withBug('groups-tell-all', async () => {
      expect((await find(mate, groupId))?.parts).toMatchObject([{ count: 3 }]);
      expect(await find(mate, alone)).toBeDefined();
    });
  });

  it('that moved a task out of sight says neither where it went nor what it is called there', async () => {
    const { owner, workspaceId } = stage;
    const taskId = await make('Before');
    await moveTask(owner.ctx(), { workspaceId, taskId, projectId: secret });
    await edit(owner, taskId, { title: 'Top secret' });
    const { items, names } = await all(mate);
    const left = items.find(({ parts }) => parts[0]?.entityIds.includes(taskId));
    expect(left?.parts).toMatchObject([{ type: 'task.moved', projectId: null, after: {} }]);
    expect(names).not.toHaveProperty(taskId);
    expect(JSON.stringify(items)).not.toContain(secret);
  });
});

describe('the list of groups', () => {
  it('has each group once, newest first, whatever the length of a page, also one of several writes', async () => {
    const ids = [await make('Twice'), await make('Twice')];
    const first = await bulk(ids, { action: 'complete' });
    await make('Between');
    await db().execute(sql`
      UPDATE changes SET group_id = ${first} WHERE workspace_id = ${stage.workspaceId}
        AND seq = (SELECT max(seq) FROM changes WHERE workspace_id = ${stage.workspaceId})`);
    const whole = (await all(stage.owner, { limit: 50 })).items;
    expect(new Set(whole.map(({ groupId }) => groupId)).size).toBe(whole.length);
    expect(whole[0]).toMatchObject({ groupId: first, parts: [{ count: 2 }, { count: 1 }] });
    const { rows } = await db().execute<{ id: string }>(sql`
      SELECT group_id AS id FROM changes WHERE workspace_id = ${stage.workspaceId}
      GROUP BY group_id ORDER BY max(seq) DESC`);
    expect(whole.map(({ groupId }) => groupId)).toEqual(rows.map(({ id }) => id));
    expect((await all(stage.owner, { limit: 2 })).items).toEqual(whole);
  });

  it('is narrowed to a person and to a project, which a task may have left', async () => {
    const { owner, workspaceId } = stage;
    const made = { workspaceId, name: 'Aside', colour: 'grey', private: false } as const;
    const { id: projectId } = await createProject(owner.ctx(), made);
    const taskId = await make('Comes', projectId);
    await edit(mate, taskId, { priority: 1 });
    await moveTask(owner.ctx(), { workspaceId, taskId, projectId: stage.projectId });
    const types = async (more: Partial<ChangeListGroupsInput>) =>
      (await all(owner, more)).items.map(({ parts }) => parts[0]?.type);
    const told = ['task.moved', 'task.updated', 'task.created', 'project.created'];
    expect(await types({ projectId })).toEqual(told);
    expect(await types({ projectId, actorId: mate.userId })).toEqual(['task.updated']);
  });

  it('of which little is visible goes on behind a short page', async () => {
    const { id: projectId } = await createProject(stage.owner.ctx(), {
      workspaceId: stage.workspaceId,
      name: 'Early',
      colour: 'grey',
      private: false,
    });
    await db().execute(sql`
      INSERT INTO changes (workspace_id, seq, n, id, group_id, type, entity, entity_id, project_id)
      SELECT ${stage.workspaceId}, 1000000 + n, 0, gen_random_uuid(), gen_random_uuid(), 'task.updated', 'task', gen_random_uuid(), ${secret}
      FROM generate_series(1, 1200) n`);
    const first = await list(mate);
    expect(first.items).toEqual([]);
    expect(first.nextCursor).not.toBeNull();
    const found = await all(mate, { projectId });
    expect(found.items.map(({ parts }) => parts[0]?.type)).toEqual(['project.created']);
    await db().execute(sql`DELETE FROM changes WHERE seq > 1000000`);
  });
});

describe('what can be taken back', () => {
  it('is asked by right: no guest, no reader, and nothing that has no way back', async () => {
    const groupId = await bulk([await make('A'), await make('B')], { action: 'complete' });
    const undo = async (who: Person, id: GroupId) => (await find(who, id))?.undo;
    expect(await undo(mate, groupId)).toBe('yes');
    expect(await undo(stage.reader, groupId)).toBe('no');
    const { items } = await all(stage.owner);
    const joined = items.find(({ parts }) => parts[0]?.type === 'member.joined');
    expect(joined?.undo).toBe('no');
  });

  it('is of a relation: one that was added for who may write in either project, one that was removed in both', async () => {
    const { owner, workspaceId, projectId } = stage;
    const made = { workspaceId, name: 'Shown', colour: 'grey', private: true } as const;
    const { id: shown } = await createProject(owner.ctx(), made);
    await stage.world.grant({ workspaceId, projectId: shown }, mate, 'read');
    const [here, there] = [await make('Here', projectId), await make('There', shown)];
    for (const [fromTaskId, toTaskId] of [
      [here, there],
      [there, here],
    ] as const) {
      const ends = { workspaceId, fromTaskId, toTaskId, kind: 'blocks' } as const;
      const [added, removed] = [testId<OpId>(), testId<OpId>()];
      const said = async (opId: string) => (await find(mate, opId as GroupId))?.undo;
      const tried = (groupId: string) =>
        undoChange(mate.ctx(), { workspaceId, groupId: groupId as GroupId, dryRun: true });
      await addRelation(owner.ctx(), { ...ends, opId: added });
      expect(await said(added)).toBe('yes');
      expect((await tried(added)).applied).toHaveLength(1);
      await removeRelation(owner.ctx(), { ...ends, opId: removed });
      expect(await said(removed)).toBe('no');
      await expect(tried(removed)).rejects.toMatchObject({ code: 'FORBIDDEN' });
      expect((await find(owner, removed as string as GroupId))?.undo).toBe('yes');
    }
  });

  it('is what was done in the last 30 days; older is said to be so, and refused', async () => {
    const { owner, workspaceId } = stage;
    const groupId = await bulk([await make('Old'), await make('Old')], { action: 'complete' });
    const undo = (dryRun: boolean) => undoChange(owner.ctx(), { workspaceId, groupId, dryRun });
    await makeOlder(groupId, 29);
    expect((await find(owner, groupId))?.undo).toBe('yes');
    await makeOlder(groupId, 2);
    expect((await find(owner, groupId))?.undo).toBe('old');
    const { items } = await listChanges(owner.ctx(), { workspaceId, limit: 2 });
    expect(items.map(({ undoable }) => undoable)).toEqual([false, false]);
    const refused = { code: 'BAD_REQUEST', issues: [{ path: ['groupId'] }] };
    await expect(undo(true)).rejects.toMatchObject(refused);
    await expect(undo(false)).rejects.toMatchObject(refused);
    const stranger = undoChange(stage.stranger.ctx(), { workspaceId, groupId, dryRun: true });
    await expect(stranger).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await withBug('undo-at-any-age', async () => {
      expect((await undo(true)).applied.length).toBeGreaterThan(0);
    });
  });

  it('is told before with the names of things that are seen, which no remembered answer holds', async () => {
    const { owner, workspaceId } = stage;
    const [kept, gone] = [await make('Kept'), await make('Gone')];
    const groupId = await bulk([kept, gone], { action: 'update', set: { priority: 3 } });
    await edit(mate, kept, { priority: 1 });
    await deleteTask(mate.ctx(), { workspaceId, taskId: gone });
    const call = { workspaceId, groupId, opId: testId<OpId>() };
    const dry = await undoChange(owner.ctx(), { workspaceId, groupId, dryRun: true });
    expect(dry.names).toEqual({ [kept]: 'Kept', [gone]: 'Gone' });
    const why = dry.skipped.map(({ entityId, reason, changedBy }) => [entityId, reason, changedBy]);
    expect(why).toEqual(
      expect.arrayContaining([
        [kept, 'changed-since', mate.userId],
        [gone, 'gone', mate.userId],
      ]),
    );
    expect(await undoChange(owner.ctx(), { ...call, dryRun: false })).not.toHaveProperty('names');
  });

  it('is not tried out where that is too much, and undone all the same', async () => {
    const { owner, workspaceId } = stage;
    const groupId = testId<GroupId>();
    await db().execute(sql`
      INSERT INTO changes (workspace_id, seq, n, id, group_id, type, entity, entity_id, project_id, actor_id, before, after)
      SELECT ${workspaceId}, 2000000 + n, 0, gen_random_uuid(), ${groupId}, 'task.updated', 'task', gen_random_uuid(), ${stage.projectId},
        ${owner.userId}, '{"priority": 0}', '{"priority": 1}'
      FROM generate_series(1, ${mostTried + 1}::int) n`);
    expect(await find(owner, groupId)).toMatchObject({ countedAll: false, undo: 'yes' });
    const dry = undoChange(owner.ctx(), { workspaceId, groupId, dryRun: true });
    await expect(dry).rejects.toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
  });

  it('is an import by the way of imports, for whoever made it', async () => {
    const { owner, workspaceId } = stage;
    const groupId = await bulk([await make('A'), await make('B')], { action: 'complete' });
    const importId = testId();
    await db().execute(sql`
      INSERT INTO imports (workspace_id, id, user_id, format, state, group_id)
      VALUES (${workspaceId}, ${importId}, ${owner.userId}, 'trello', 'done', ${groupId})`);
    const told = { did: 'import', format: 'trello' };
    expect((await find(owner, groupId))?.import).toEqual({ ...told, importId });
    expect((await find(mate, groupId))?.import).toEqual({ ...told, importId: null });
    await db().execute(sql`UPDATE imports SET state = 'undone' WHERE id = ${importId}`);
    expect(await find(owner, groupId)).toMatchObject({
      import: { ...told, importId: null },
      undo: 'no',
    });
  });
});

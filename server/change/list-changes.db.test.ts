import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addComment } from '../comment/add-comment.ts';
import type { ProjectId, TaskId } from '../domain/ids.ts';
import { createLabel } from '../label/create-label.ts';
import { plantBug } from '../platform/bugs.ts';
import { createProject } from '../project/create-project.ts';
import { deleteProject } from '../project/delete-project.ts';
import { createTask } from '../task/create-task.ts';
import { moveTask } from '../task/move-task.ts';
import { updateTask } from '../task/update-task.ts';
import { createStage } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import type { Person } from '../testing/world.ts';
import { listChanges } from './list-changes.ts';
import type { ChangeListInput, ChangeOutput } from './schema.ts';

let stage: Stage;
let mate: Person;
let secret: ProjectId;
beforeAll(async () => {
  stage = await createStage();
  mate = await stage.world.person('Mate');
  await stage.world.join(stage.workspaceId, mate, 'member');
  secret = (await makeProject('Secret', true)).id;
});
afterAll(() => stage.world.close());

const makeProject = (name: string, isPrivate: boolean) => {
  const { workspaceId, owner } = stage;
  return createProject(owner.ctx(), { workspaceId, name, colour: 'grey', private: isPrivate });
};

const make = (title: string, projectId: ProjectId) =>
  createTask(stage.owner.ctx(), { workspaceId: stage.workspaceId, projectId, title });

const move = (taskId: TaskId, projectId: ProjectId) =>
  moveTask(stage.owner.ctx(), { workspaceId: stage.workspaceId, taskId, projectId });

const list = (who: Person, more: Partial<ChangeListInput> = {}) =>
  listChanges(who.ctx(), { workspaceId: stage.workspaceId, limit: 50, ...more });

const all = async (who: Person, more: Partial<ChangeListInput> = {}) => {
  const items: ChangeOutput[] = [];
  let cursor: string | undefined;
  do {
    const page = await list(who, { ...more, cursor });
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return items;
};

/** What a move out of the private project tells someone who sees only where the task went. */
async function moveSeenFromOutside(): Promise<ChangeOutput | undefined> {
  const task = await make('Top secret', secret);
  await move(task.id, stage.projectId);
  const items = await all(mate, { taskId: task.id });
  expect(items.map(({ type }) => type)).toEqual(['task.moved']);
  return items[0];
}

describe('who sees a change', () => {
  it('is whoever sees its project', async () => {
    const task = await make('Top secret', secret);
    expect((await all(stage.owner, { taskId: task.id })).map(({ type }) => type)).toEqual([
      'task.created',
    ]);
    expect(await all(mate, { taskId: task.id })).toEqual([]);
    expect(JSON.stringify(await all(mate))).not.toMatch(/Secret|Top secret/);
    const hidden = all(mate, { projectId: secret });
    await expect(hidden).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('across a move sees only the side that is theirs', async () => {
    const inside = { before: {}, fromProjectId: null, projectId: stage.projectId };
    expect(await moveSeenFromOutside()).toMatchObject(inside);

    const task = await make('Plain', stage.projectId);
    await move(task.id, secret);
    const [left] = await all(mate, { taskId: task.id });
    expect(left).toMatchObject({ type: 'task.moved', after: {}, projectId: null });
    expect(left).toMatchObject({ fromProjectId: stage.projectId, before: { number: task.number } });
    const [both] = await all(stage.owner, { taskId: task.id });
    expect(both).toMatchObject({ projectId: secret, after: { projectId: secret } });
  });

  it('would be told of both sides by the planted bug, which the test above sees', async () => {
    plantBug('move-tells-all');
    try {
      expect((await moveSeenFromOutside())?.before).toMatchObject({ projectId: secret });
    } finally {
      plantBug(null);
    }
  });

  it('is one person alone where it has an audience', async () => {
    const task = await make('Reminder', stage.projectId);
    await stage.world.runtime.db.execute(sql`
      UPDATE changes SET audience_user_id = ${mate.userId} WHERE entity_id = ${task.id}`);
    expect(await all(stage.owner, { taskId: task.id })).toEqual([]);
    expect(await all(mate, { taskId: task.id })).toHaveLength(1);
  });

  it('is every member but no guest where it belongs to no project, a label aside that the guest knows', async () => {
    const { workspaceId, owner, projectId } = stage;
    const label = (name: string) => createLabel(owner.ctx(), { workspaceId, name, colour: 'red' });
    const [used, unused] = [await label('used'), await label('unused')];
    const task = await make('Labelled', projectId);
    const add = { labelIds: [used.id] };
    await updateTask(owner.ctx(), { workspaceId, taskId: task.id, set: {}, add, remove: {} });
    const anywhere = ['workspace', 'member', 'label'];
    const ids = async (who: Person) =>
      (await all(who)).filter(({ entity }) => anywhere.includes(entity)).map((one) => one.entityId);
    expect(await ids(stage.reader)).toEqual([used.id]);
    expect(await ids(mate)).toEqual(expect.arrayContaining([used.id, unused.id, workspaceId]));
    await expect(list(stage.stranger)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('sees of a deleted project that it was deleted, and no more', async () => {
    const { id: projectId } = await makeProject('Doomed', false);
    await make('Inside', projectId);
    await deleteProject(stage.owner.ctx(), { workspaceId: stage.workspaceId, projectId });
    const types = (await all(mate, { projectId })).map(({ type }) => type);
    expect(types).toEqual(['project.deleted', 'project.created']);
  });
});

describe('the history', () => {
  it('of a task holds its comments; of a project what left it; of a person what they did', async () => {
    const { workspaceId, owner } = stage;
    const { id: projectId } = await makeProject('Plain', false);
    const task = await make('Discussed', projectId);
    await addComment(mate.ctx(), { workspaceId, taskId: task.id, body: 'x' });
    await move(task.id, stage.projectId);
    const types = async (more: Partial<ChangeListInput>) =>
      (await all(owner, more)).map(({ type }) => type);
    const whole = ['task.moved', 'comment.added', 'task.created'];
    expect(await types({ taskId: task.id })).toEqual(whole);
    expect(await types({ projectId })).toEqual([...whole, 'project.created']);
    expect(await types({ projectId, actorId: mate.userId })).toEqual(['comment.added']);
  });

  it('is newest first, each change once, whatever the length of a page', async () => {
    const whole = await all(stage.owner, { limit: 100 });
    expect(whole.length).toBeGreaterThan(20);
    const places = whole.map(({ seq, n }) => seq * 1000 + n);
    expect(places).toEqual(places.toSorted((a, b) => b - a));
    expect(await all(stage.owner, { limit: 3 })).toEqual(whole);
  });

  it('of which little is visible goes on behind a short page', async () => {
    const { id: projectId } = await makeProject('First', false);
    await stage.world.runtime.db.execute(sql`
      INSERT INTO changes (workspace_id, seq, n, id, group_id, type, entity, entity_id, project_id)
      SELECT ${stage.workspaceId}, 1000000 + n, 0, gen_random_uuid(), gen_random_uuid(), 'task.updated', 'task', gen_random_uuid(), ${secret}
      FROM generate_series(1, 120) n`);
    const first = await list(mate, { limit: 1 });
    expect(first.items).toEqual([]);
    expect(first.nextCursor).not.toBeNull();
    const found = (await all(mate, { limit: 1, projectId })).map(({ type }) => type);
    expect(found).toEqual(['project.created']);
  });

  it('refuses a cursor of another list', async () => {
    const wrong = { code: 'BAD_REQUEST', issues: [{ path: ['cursor'] }] };
    await expect(list(mate, { cursor: 'eyJ4IjoxfQ' })).rejects.toMatchObject(wrong);
  });
});

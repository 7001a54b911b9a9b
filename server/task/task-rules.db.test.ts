import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { undoChange } from '../change/undo-change.ts';
import type { GroupId, OpId, ProjectId } from '../domain/ids.ts';
import { createLabel } from '../label/create-label.ts';
import { createProject } from '../project/create-project.ts';
import { createSection } from '../section/create-section.ts';
import { createStage, leavesChangeBehind } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { testId } from '../testing/world.ts';
import { bulkTasks } from './bulk-tasks.ts';
import { cancelTask } from './cancel-task.ts';
import { completeTask } from './complete-task.ts';
import { createTask } from './create-task.ts';
import { deleteTask } from './delete-task.ts';
import { getTask } from './get-task.ts';
import { listHotTasks } from './list-hot-tasks.ts';
import { listTasks } from './list-tasks.ts';
import { moveTask } from './move-task.ts';
import { reopenTask } from './reopen-task.ts';
import { restoreTask } from './restore-task.ts';
import type { TaskCreateInput, TaskListInput, TaskOutput } from './schema.ts';
import { searchTasks } from './search-tasks.ts';
import { updateTask } from './update-task.ts';

let stage: Stage;
let other: ProjectId;

beforeAll(async () => {
  stage = await createStage();
  const project = await createProject(stage.owner.ctx(), {
    workspaceId: stage.workspaceId,
    name: 'Work',
    key: 'WORK',
    colour: 'blue',
    private: true,
  });
  other = project.id;
});
afterAll(() => stage.world.close());

const make = (more: Partial<TaskCreateInput> = {}) =>
  createTask(stage.owner.ctx(), {
    workspaceId: stage.workspaceId,
    projectId: stage.projectId,
    title: 'Task',
    ...more,
  });
const get = (task: TaskOutput) =>
  getTask(stage.owner.ctx(), { workspaceId: stage.workspaceId, taskId: task.id });
const move = (task: TaskOutput, more: object) =>
  moveTask(stage.owner.ctx(), { workspaceId: stage.workspaceId, taskId: task.id, ...more });
const list = async (more: Partial<TaskListInput>) => {
  const items: TaskOutput[] = [];
  let cursor: string | undefined;
  do {
    const page = await listTasks(stage.owner.ctx(), {
      workspaceId: stage.workspaceId,
      limit: 2,
      ...more,
      cursor,
    });
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return items;
};

test('the positive control: a change written outside the transaction is seen', async () => {
  const own = await createStage();
  const input = { workspaceId: own.workspaceId, projectId: own.projectId, title: 'Planted' };
  expect(await leavesChangeBehind(own, createTask, input)).toBe(true);
  await own.world.close();
});

describe('place', () => {
  test('a task without a project goes to the caller’s inbox', async () => {
    expect(await make({ projectId: undefined })).toMatchObject({
      projectId: stage.owner.inboxId,
      key: expect.stringMatching(/^IN-\d+$/),
    });
  });

  test('a subtree moves with its root, keeps its old keys, and gets them back on return', async () => {
    const root = await make({ title: 'Root' });
    const child = await make({ title: 'Child', parentId: root.id });
    const grandchild = await make({ title: 'Grandchild', parentId: child.id });
    const moved = await move(root, { projectId: other });
    expect(moved.key).toMatch(/^WORK-/);
    expect(await get(grandchild)).toMatchObject({
      projectId: other,
      key: expect.stringMatching(/^WORK-/),
      parentId: child.id,
    });
    const found = await searchTasks(stage.owner.ctx(), {
      workspaceId: stage.workspaceId,
      text: root.key,
      limit: 5,
    });
    expect(found.items[0]).toMatchObject({ where: 'key', task: { id: root.id } });
    expect((await move(root, { projectId: stage.projectId })).key).toBe(root.key);
    expect((await get(child)).key).toBe(child.key);
  });

  test('a task cannot go below itself, nor deeper than eight', async () => {
    const chain: TaskOutput[] = [await make()];
    while (chain.length < 8) chain.push(await make({ parentId: chain.at(-1)?.id }));
    await expect(move(chain[0]!, { parentId: chain[3]!.id })).rejects.toMatchObject({
      issues: [{ path: ['parentId'] }],
    });
    await expect(make({ parentId: chain[7]!.id })).rejects.toMatchObject({
      issues: [{ path: ['parentId'] }],
    });
    const pair = await make();
    await make({ parentId: pair.id });
    await expect(move(pair, { parentId: chain[6]!.id })).rejects.toMatchObject({
      issues: [{ path: ['parentId'] }],
    });
  });

  test('a section of another project is refused by name, and by Postgres itself', async () => {
    const section = await createSection(stage.owner.ctx(), {
      workspaceId: stage.workspaceId,
      projectId: other,
      name: 'Elsewhere',
    });
    await expect(make({ sectionId: section.id })).rejects.toMatchObject({
      issues: [{ path: ['sectionId'] }],
    });
    const task = await make();
    const link = stage.world.runtime.db.execute(
      sql`UPDATE tasks SET section_id = ${section.id} WHERE id = ${task.id}`,
    );
    await expect(link).rejects.toMatchObject({ cause: { constraint: 'tasks_section' } });
  });

  test('before and after put a task between its siblings', async () => {
    const parent = await make();
    const [a, b] = [await make({ parentId: parent.id }), await make({ parentId: parent.id })];
    const c = await make({ parentId: parent.id, before: b.id });
    const d = await make({ parentId: parent.id, after: a.id });
    expect(
      [b, a, c, d].toSorted((x, y) => (x.order < y.order ? -1 : 1)).map((task) => task.id),
    ).toEqual([a.id, d.id, c.id, b.id]);
  });

  test('someone who does not see the project cannot be assigned, nor be carried into it', async () => {
    await expect(
      make({ projectId: other, assigneeIds: [stage.reader.userId] }),
    ).rejects.toMatchObject({
      issues: [{ path: ['assigneeIds'] }],
    });
    const task = await make({ assigneeIds: [stage.reader.userId] });
    await expect(move(task, { projectId: other })).rejects.toMatchObject({
      issues: [{ path: ['projectId'] }],
    });
  });
});

describe('deleting hides what hangs below, restoring brings exactly that back', () => {
  test('a deleted parent hides its children until it is restored', async () => {
    const parent = await make();
    const child = await make({ parentId: parent.id });
    await deleteTask(stage.owner.ctx(), { workspaceId: stage.workspaceId, taskId: parent.id });
    await expect(get(child)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await restoreTask(stage.owner.ctx(), { workspaceId: stage.workspaceId, taskId: parent.id });
    expect(await get(child)).toMatchObject({ version: 1 });
  });
});

describe('closing takes along what is open below', () => {
  const ref = (task: TaskOutput) => ({ workspaceId: stage.workspaceId, taskId: task.id });
  const status = async (task: TaskOutput) => (await get(task)).status;

  test('at any depth, also below what was closed before; what is closed stays as it is', async () => {
    const parent = await make();
    const child = await make({ parentId: parent.id });
    const dropped = await make({ parentId: parent.id });
    await cancelTask(stage.owner.ctx(), ref(dropped));
    const late = await make({ parentId: dropped.id });
    const deep = await make({ parentId: child.id });
    const done = await completeTask(stage.owner.ctx(), ref(parent));
    expect(await get(deep)).toMatchObject({
      status: 'done',
      version: 2,
      completedAt: done.completedAt,
    });
    expect([await status(child), await status(dropped), await status(late)]).toEqual([
      'done',
      'cancelled',
      'done',
    ]);
    await reopenTask(stage.owner.ctx(), ref(child));
    await completeTask(stage.owner.ctx(), ref(parent));
    expect(await status(child)).toBe('open');
  });

  test('of many at once too, and one undo opens all again', async () => {
    const [one, other] = [await make(), await make()];
    const below = await make({ parentId: one.id, dueOn: '2026-11-24' });
    const { groupId } = await bulkTasks(stage.owner.ctx(), {
      workspaceId: stage.workspaceId,
      taskIds: [one.id, other.id],
      action: 'cancel',
    });
    expect(await status(below)).toBe('cancelled');
    const undo = { workspaceId: stage.workspaceId, groupId: groupId as GroupId, dryRun: false };
    const { skipped } = await undoChange(stage.owner.ctx(), undo);
    expect(skipped).toEqual([]);
    for (const task of [one, other, below])
      expect(await get(task)).toMatchObject({ status: 'open', completedAt: null });
  });

  test('but not where a verb is told to leave it', async () => {
    const parent = await make();
    const child = await make({ parentId: parent.id });
    await completeTask(stage.owner.ctx(), ref(parent), { alone: true });
    expect(await status(child)).toBe('open');
  });
});

describe('lists', () => {
  test('by order, by due with nulls last, by label and by assignee, in pages that neither skip nor repeat', async () => {
    const projectId = (
      await createProject(stage.owner.ctx(), {
        workspaceId: stage.workspaceId,
        name: 'Lists',
        key: 'LIST',
        colour: 'grey',
        private: false,
      })
    ).id;
    const label = await createLabel(stage.owner.ctx(), {
      workspaceId: stage.workspaceId,
      name: 'Listed',
      colour: 'red',
    });
    const dues = ['2026-12-03', undefined, '2026-12-01', '2026-12-02', undefined, '2026-12-01'];
    const made: TaskOutput[] = [];
    for (const dueOn of dues) {
      made.push(
        await make({ projectId, dueOn, labelIds: [label.id], assigneeIds: [stage.owner.userId] }),
      );
    }
    const ids = (tasks: TaskOutput[]) => tasks.map((task) => task.id);
    expect(ids(await list({ projectId }))).toEqual(ids(made));
    const byDue = [made[2], made[5], made[3], made[0], made[1], made[4]].map((task) => task!.id);
    expect(ids(await list({ projectId, sort: 'due' }))).toEqual(byDue);
    expect(ids(await list({ labelIds: [label.id] }))).toEqual(byDue);
    expect(
      ids(
        (await list({ assigneeId: stage.owner.userId })).filter(
          (task) => task.projectId === projectId,
        ),
      ),
    ).toEqual(byDue);
    expect(
      ids(await list({ labelIds: [label.id], dueAfter: '2026-12-02', dueBefore: '2026-12-03' })),
    ).toEqual([made[3]!.id]);
    await updateTask(stage.owner.ctx(), {
      workspaceId: stage.workspaceId,
      taskId: made[0]!.id,
      set: { dueOn: '2026-11-30' },
      add: {},
      remove: {},
    });
    expect((await list({ labelIds: [label.id], status: 'open' }))[0]?.id).toBe(made[0]!.id);
  });

  test('a cursor of another list is refused by name', async () => {
    const page = await listTasks(stage.owner.ctx(), {
      workspaceId: stage.workspaceId,
      projectId: stage.projectId,
      limit: 1,
    });
    await expect(list({ sort: 'created', cursor: page.nextCursor ?? '' })).resolves.toBeDefined();
    const crossed = listTasks(stage.owner.ctx(), {
      workspaceId: stage.workspaceId,
      sort: 'created',
      limit: 1,
      cursor: page.nextCursor ?? '',
    });
    await expect(crossed).rejects.toMatchObject({ issues: [{ path: ['cursor'] }] });
  });
});

describe('hot', () => {
  test('mine, open, due today or before or urgent, started; overdue first, then today by time, then urgent', async () => {
    const person = await stage.world.person('Hot');
    const today = '2026-11-24';
    const at = { ...person.ctx(), now: `${today}T09:00:00.000Z` };
    const add = (title: string, more: Partial<TaskCreateInput>) =>
      createTask(person.ctx(), { workspaceId: person.workspaceId, title, ...more });
    await add('urgent', { priority: 3 });
    await add('today 18', { dueOn: today, dueTime: '18:00' });
    await add('today', { dueOn: today });
    await add('today 09', { dueOn: today, dueTime: '09:00' });
    await add('overdue', { dueOn: '2026-11-01' });
    await add('tomorrow', { dueOn: '2026-11-25' });
    await add('not started', { dueOn: today, startOn: '2026-11-25' });
    await add('plain', {});
    const titles = async (now: typeof at) =>
      (await listHotTasks(now, {})).items.map((task) => task.title);
    expect(await titles(at)).toEqual(['overdue', 'today 09', 'today 18', 'today', 'urgent']);
    const tomorrow = { ...at, now: '2026-11-24T21:30:00.000Z' };
    expect(await titles(tomorrow)).toContain('tomorrow');
    expect(await titles(tomorrow)).toContain('not started');
  });
});

describe('search', () => {
  test('by stem and by prefix, in Russian and English, in titles and notes; ё is е', async () => {
    const task = await make({ title: 'Купить зелёные яблоки', notes: 'Walking to the market' });
    const found = async (text: string) =>
      (
        await searchTasks(stage.owner.ctx(), { workspaceId: stage.workspaceId, text, limit: 20 })
      ).items.map((hit) => hit.task.id);
    for (const text of ['яблоко', 'зелен', 'зелёных', 'ябл', 'walks', 'mark', 'купить ябл']) {
      expect(await found(text), text).toContain(task.id);
    }
    for (const text of ['груши', 'яблоко груши', '!!!', "';--"])
      expect(await found(text), text).not.toContain(task.id);
  });

  test('a title is shown whole, the words marked; of notes the words around', async () => {
    await make({ title: 'Buy a quince tree', notes: '' });
    await make({ title: 'By the fence', notes: `${'far away '.repeat(80)}the quince stands` });
    const { items } = await searchTasks(stage.owner.ctx(), {
      workspaceId: stage.workspaceId,
      text: 'quince',
      limit: 20,
    });
    const excerpts = Object.fromEntries(items.map((hit) => [hit.where, hit.excerpt]));
    expect(excerpts.title).toBe('Buy a \u0002quince\u0003 tree');
    expect(excerpts.notes).toContain('\u0002quince\u0003');
    expect(excerpts.notes?.length).toBeLessThan(300);
  });

  test('what another may not see is not found', async () => {
    await make({ projectId: other, title: 'Secret pomegranate' });
    const { items } = await searchTasks(stage.reader.ctx(), {
      workspaceId: stage.workspaceId,
      text: 'pomegranate',
      limit: 20,
    });
    expect(items).toEqual([]);
  });
});

describe('versions and operations', () => {
  test('another version is CONFLICT with the present state', async () => {
    const task = await make();
    const stale = updateTask(stage.owner.ctx(), {
      workspaceId: stage.workspaceId,
      taskId: task.id,
      set: { title: 'Mine' },
      add: {},
      remove: {},
      expectedVersion: 7,
    });
    await expect(stale).rejects.toMatchObject({
      code: 'CONFLICT',
      current: { id: task.id, version: 1, title: 'Task' },
    });
  });

  test('the same opId at the same time has one effect', async () => {
    const input = {
      workspaceId: stage.workspaceId,
      projectId: stage.projectId,
      title: 'Once',
      opId: testId<OpId>(),
    };
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => createTask(stage.owner.ctx(), input)),
    );
    expect(new Set(answers.map((task) => task.id)).size).toBe(1);
  });

  test('numbers have no gaps of committed tasks and no twins under concurrency', async () => {
    const made = await Promise.all(Array.from({ length: 20 }, () => make()));
    expect(new Set(made.map((task) => task.number)).size).toBe(20);
  });
});

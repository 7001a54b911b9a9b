import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ChangeOutput } from '../change/schema.ts';
import type { ProjectId } from '../domain/ids.ts';
import type { Action } from '../domain/policy.ts';
import { callProcedure } from '../trpc/call-procedure.ts';
import { createStage } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import type { Person } from '../testing/world.ts';
import type { TaskOutput } from './schema.ts';

let stage: Stage;
let member: Person;
beforeAll(async () => {
  stage = await createStage();
  member = await stage.world.person('Member');
  await stage.world.join(stage.workspaceId, member, 'member');
});
afterAll(() => stage.world.close());

const run = <T = TaskOutput>(action: Action, input: object, person = stage.owner) =>
  callProcedure(person.ctx(), action, { workspaceId: stage.workspaceId, ...input }) as Promise<T>;
const make = (more: object = {}) =>
  run('task.create', { projectId: stage.projectId, title: 'Task', ...more });
const newProject = (more: object = {}) =>
  run<{ id: string; key: string; version: number }>('project.create', { name: 'Project', ...more });
const titles = async (projectId: string) =>
  (await run<{ items: TaskOutput[] }>('task.list', { projectId })).items.map((task) => task.title);

describe('order', () => {
  test('what is deleted and comes back shares its key with nobody, by restore and by undo', async () => {
    const { id: projectId } = await newProject();
    const [a] = [await make({ projectId, title: 'a' })];
    for (const back of ['restore', 'undo']) {
      const last = await make({ projectId, title: back });
      await run('task.delete', { taskId: last.id });
      const next = await make({ projectId, title: `after ${back}` });
      if (back === 'restore') await run('task.restore', { taskId: last.id });
      else {
        const { items } = await run<{ items: ChangeOutput[] }>('change.list', {
          taskId: last.id,
        }).catch(() => run<{ items: ChangeOutput[] }>('change.list', { projectId }));
        const deletion = items.find(
          (change) => change.entityId === last.id && change.type === 'task.deleted',
        );
        await run('change.undo', { changeId: deletion?.id });
      }
      const now = await run('task.get', { taskId: last.id });
      expect(now.order, back).not.toBe(next.order);
      await make({
        projectId,
        title: `between ${back}`,
        after: next.order < now.order ? next.id : last.id,
      });
      const order = await titles(projectId);
      expect(order.slice(-3)[1], back).toBe(`between ${back}`);
    }
    expect((await titles(projectId))[0]).toBe(a.title);
  });

  test('a neighbour that is deleted, elsewhere or itself is refused by name', async () => {
    const [task, gone, sub] = [await make(), await make(), await make()];
    await run('task.delete', { taskId: gone.id });
    await run('task.move', { taskId: sub.id, parentId: task.id });
    for (const beside of [gone.id, sub.id, task.id])
      for (const field of ['before', 'after'])
        await expect(run('task.move', { taskId: task.id, [field]: beside })).rejects.toMatchObject({
          code: 'BAD_REQUEST',
          cause: { issues: [{ path: [field] }] },
        });
  });

  test('keys that are equal are no fault', async () => {
    const { id: projectId } = await newProject();
    const twins = [
      await make({ projectId, title: 'one' }),
      await make({ projectId, title: 'two' }),
    ];
    await stage.world.runtime.db.execute(
      sql`UPDATE tasks SET "order" = 'a5' WHERE project_id = ${projectId}`,
    );
    for (const twin of twins)
      for (const field of ['before', 'after'])
        await expect(make({ projectId, [field]: twin.id })).resolves.toBeDefined();
    const moved = await make({ projectId, title: 'moved' });
    await stage.world.runtime.db.execute(
      sql`UPDATE tasks SET "order" = 'a9' WHERE project_id = ${projectId}`,
    );
    await run('task.delete', { taskId: moved.id });
    await expect(run('task.restore', { taskId: moved.id })).resolves.toBeDefined();
  });
});

describe('a section that is deleted', () => {
  test('hides its tasks from every read, and holds no new ones', async () => {
    const section = await run<{ id: string; projectId: string }>('section.create', {
      projectId: stage.projectId,
      name: 'Gone',
    });
    const today = { dueOn: '2020-01-01', priority: 3 };
    const task = await make({ sectionId: section.id, title: 'Sectional pineapple', ...today });
    const child = await make({ parentId: task.id, title: 'Childish pineapple', ...today });
    await run('section.delete', { sectionId: section.id });
    for (const taskId of [task.id, child.id]) {
      await expect(run('task.get', { taskId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
      for (const action of ['task.complete', 'task.delete', 'task.restore', 'task.move'] as const)
        await expect(run(action, { taskId }), action).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(run('comment.add', { taskId, body: 'x' })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
    }
    const seen = [
      await run('task.list', { projectId: stage.projectId }),
      await run('task.list', {}),
      await run('task.search', { text: 'pineapple' }),
      await run('task.search', { text: task.key }),
      await run('task.listHot', {}),
    ];
    expect(JSON.stringify(seen)).not.toContain('pineapple');
    await expect(make({ sectionId: section.id })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    await expect(make({ parentId: task.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('a project that is closed', () => {
  const urgent = { title: 'Closed mango', dueOn: '2020-01-01', priority: 3 };
  const seenBy = async (person: Person, task: TaskOutput) =>
    JSON.stringify([
      await run('task.listHot', {}, person),
      await callProcedure(person.ctx(), 'task.listHot', undefined),
      await run('task.search', { text: 'mango' }, person),
      await run('task.search', { text: task.key }, person),
      await run('task.list', { assigneeId: member.userId }, person),
      await run('task.list', {}, person),
      await run('change.list', {}, person),
    ]);

  test('made private: those without a right on it see nothing of its tasks, hot, found or listed', async () => {
    const project = await newProject();
    const task = await make({ projectId: project.id, assigneeIds: [member.userId], ...urgent });
    expect(await seenBy(member, task)).toContain('mango');
    await stage.world.runtime.db.execute(
      sql`UPDATE projects SET is_private = true WHERE id = ${project.id}`,
    );
    await stage.world.grant(
      { workspaceId: stage.workspaceId, projectId: project.id as ProjectId },
      stage.owner,
      'write',
    );
    expect(await seenBy(member, task)).not.toContain('mango');
    expect(await seenBy(stage.owner, task)).toContain('mango');
    await run('project.delete', { projectId: project.id });
  });

  test('deleted: nobody sees them, and its key leads to the project that took it', async () => {
    const project = await newProject({ key: 'FRUIT' });
    const task = await make({ projectId: project.id, ...urgent });
    await run('project.delete', { projectId: project.id });
    const [hot, , found, byKey, , listed] = JSON.parse(
      await seenBy(stage.owner, task),
    ) as unknown[];
    expect(JSON.stringify([hot, found, byKey, listed])).not.toContain('mango');
    const next = await newProject({ key: 'FRUIT' });
    const heir = await make({ projectId: next.id, title: 'heir' });
    expect(heir.key).toBe(task.key);
    const { items } = await run<{ items: { task: TaskOutput }[] }>('task.search', {
      text: task.key,
    });
    expect(items.map((hit) => hit.task.id)).toEqual([heir.id]);
  });

  test('archived: its tasks are not hot until it is opened again', async () => {
    const project = await newProject();
    const task = await make({ projectId: project.id, ...urgent });
    const hot = async () =>
      (await run<{ items: TaskOutput[] }>('task.listHot', {})).items.map((item) => item.id);
    expect(await hot()).toContain(task.id);
    await run('project.archive', { projectId: project.id });
    expect(await hot()).not.toContain(task.id);
  });
});

describe('labels and people', () => {
  test('what creating answers is what is read afterwards', async () => {
    const label = (name: string) => run<{ id: string }>('label.create', { name, colour: 'red' });
    const labelIds = [(await label('Zebra')).id, (await label('ape')).id, (await label('Bear')).id];
    const assigneeIds = [member.userId, stage.owner.userId];
    const task = await make({
      labelIds,
      assigneeIds,
      notes: 'Text',
      dueOn: '2026-11-24',
      dueTime: '09:30',
    });
    expect(task.labelIds).toEqual([labelIds[1], labelIds[2], labelIds[0]]);
    expect(await run('task.get', { taskId: task.id })).toEqual(task);
  });

  test('a label that is deleted is on no task, and leads to none', async () => {
    const { id: labelId } = await run<{ id: string }>('label.create', {
      name: 'Brief',
      colour: 'red',
    });
    const task = await make({ labelIds: [labelId] });
    await run('label.delete', { labelId });
    await expect(run('task.list', { labelIds: [labelId] })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await run('task.get', { taskId: task.id })).toMatchObject({ labelIds: [], version: 1 });
  });

  test('a label that is deleted is not taken off, so that it is there again when it comes back', async () => {
    const { id: labelId } = await run<{ id: string }>('label.create', {
      name: 'Returning',
      colour: 'red',
    });
    const task = await make({ labelIds: [labelId] });
    await run('label.delete', { labelId });
    const off = await run('task.update', { taskId: task.id, remove: { labelIds: [labelId] } });
    expect(off).toMatchObject({ version: 1 });
    const { items } = await run<{ items: ChangeOutput[] }>('change.list', { limit: 1 });
    await run('change.undo', { changeId: items[0]?.id });
    expect(await run('task.get', { taskId: task.id })).toMatchObject({ labelIds: [labelId] });
  });

  test('one that cannot be added is named by the path at which it was sent', async () => {
    const { id: taskId } = await make();
    const stranger = stage.stranger.userId;
    const wrong = [
      ['task.create', { title: 'x', labelIds: [taskId] }, ['labelIds']],
      ['task.create', { title: 'x', assigneeIds: [stranger] }, ['assigneeIds']],
      ['task.update', { taskId, add: { labelIds: [taskId] } }, ['add', 'labelIds']],
      ['task.update', { taskId, add: { assigneeIds: [stranger] } }, ['add', 'assigneeIds']],
      ['task.assign', { taskId, add: [stranger] }, ['add']],
    ] as const;
    for (const [action, input, path] of wrong)
      await expect(run(action, input), action).rejects.toMatchObject({
        cause: { issues: [{ path }] },
      });
  });

  test('the labels and people of one task do not grow without end', async () => {
    const task = await make();
    const label = async (n: number) =>
      (await run<{ id: string }>('label.create', { name: `L${n}`, colour: 'red' })).id;
    const ids: string[] = [];
    for (let n = 0; n < 100; n += 1) ids.push(await label(n));
    await run('task.update', { taskId: task.id, add: { labelIds: ids.slice(0, 50) } });
    await expect(
      run('task.update', { taskId: task.id, add: { labelIds: ids.slice(50, 100) } }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });
});

describe('moving to a project', () => {
  const privateProject = async () => (await newProject({ private: true })).id;
  const leave = (person: Person, removedAt: string | null) =>
    stage.world.runtime.db.execute(
      sql`UPDATE members SET removed_at = ${removedAt} WHERE workspace_id = ${stage.workspaceId} AND user_id = ${person.userId}`,
    );

  test('takes what is deleted below along, without the people who do not see the place', async () => {
    const projectId = await privateProject();
    const assigneeIds = [stage.owner.userId, member.userId];
    const parent = await make();
    const gone = await make({ parentId: parent.id, assigneeIds });
    const below = await make({ parentId: gone.id, assigneeIds });
    await run('task.delete', { taskId: gone.id });
    await run('task.move', { taskId: parent.id, projectId });
    await run('task.restore', { taskId: gone.id });
    for (const task of [gone, below]) {
      const now = await run('task.get', { taskId: task.id });
      expect(now).toMatchObject({ projectId, assigneeIds: [stage.owner.userId] });
      const { items } = await run<{ items: ChangeOutput[] }>('change.list', { taskId: task.id });
      expect(items).toContainEqual(
        expect.objectContaining({
          type: 'task.updated',
          before: { assigneeIds: assigneeIds.toSorted() },
          after: { assigneeIds: [stage.owner.userId] },
        }),
      );
    }
  });

  test('asks only of people who are members now: who has left stays assigned', async () => {
    const projectId = await privateProject();
    const task = await make({ assigneeIds: [member.userId] });
    await leave(member, new Date().toISOString());
    const moved = await run('task.move', { taskId: task.id, projectId });
    await leave(member, null);
    expect(moved).toMatchObject({ projectId, assigneeIds: [member.userId] });
  });

  test('of a task with more below it than one call may change says what to do', async () => {
    const root = await make();
    await stage.world.runtime.db.execute(sql`
      INSERT INTO tasks (workspace_id, id, project_id, parent_id, number, title, title_folded, "order", search)
      SELECT ${stage.workspaceId}, gen_random_uuid(), ${stage.projectId}, ${root.id}, 100000 + n, 'x', 'x', 'a' || n, ''
      FROM generate_series(1, 500) n`);
    const { inboxId } = stage.owner;
    await expect(run('task.move', { taskId: root.id, projectId: inboxId })).rejects.toMatchObject({
      code: 'PAYLOAD_TOO_LARGE',
      message: expect.stringContaining('move those below it first'),
    });
  });
});

describe('depth', () => {
  /** Tasks each below the one before. */
  const chain = async (length: number, parentId?: string) => {
    const tasks = [await make({ parentId })];
    while (tasks.length < length) tasks.push(await make({ parentId: tasks.at(-1)?.id }));
    return tasks;
  };

  test('what is deleted takes none, until it comes back', async () => {
    const [top] = await chain(2);
    const [, , , , , sixth] = await chain(6);
    const [gone] = await chain(2, top?.id);
    await run('task.delete', { taskId: gone?.id });
    await run('task.move', { taskId: top?.id, parentId: sixth?.id });
    const back = { taskId: gone?.id };
    await expect(run('task.restore', back)).rejects.toMatchObject({
      cause: { issues: [{ path: ['taskId'] }] },
    });
    await run('task.move', { taskId: top?.id, parentId: null });
    expect(await run('task.restore', back)).toMatchObject({ parentId: top?.id, deletedAt: null });
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GroupId } from '../domain/ids.ts';
import type { Action } from '../domain/policy.ts';
import type { Ctx } from '../platform/context.ts';
import { callProcedure } from '../trpc/call-procedure.ts';
import { createStage } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { snapshot } from '../testing/snapshot.ts';
import { testId } from '../testing/world.ts';
import type { TaskBulkInput, TaskBulkOutput, TaskOutput } from './schema.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage.world.close());

const run = <T = TaskOutput>(action: Action, input: object, ctx = stage.owner.ctx()) =>
  callProcedure(ctx, action, { workspaceId: stage.workspaceId, ...input }) as Promise<T>;
const make = (more: object = {}) =>
  run('task.create', { projectId: stage.projectId, title: 'Task', ...more });
const bulk = (tasks: TaskOutput[], more: Partial<TaskBulkInput>, ctx?: Ctx) =>
  run<TaskBulkOutput>('task.bulk', { taskIds: tasks.map((task) => task.id), ...more }, ctx);
const get = (task: TaskOutput) => run('task.get', { taskId: task.id });
const family = async () => {
  const parent = await make();
  return { parent, child: await make({ parentId: parent.id }) };
};

test('several calls under one new group are one line of history, and one undo takes all back', async () => {
  const tasks = [await make(), await make(), await make()];
  const groupId = testId<GroupId>();
  const urgent = { action: 'update', set: { priority: 3 }, groupId } as const;
  expect((await bulk(tasks.slice(0, 2), urgent)).groupId).toBe(groupId);
  expect((await bulk(tasks.slice(2), urgent)).groupId).toBe(groupId);
  const { items } = await run<{ items: { groupId: string }[] }>('change.listGroups', { limit: 2 });
  expect(items.map((line) => line.groupId === groupId)).toEqual([true, false]);
  await run('change.undo', { groupId });
  for (const task of tasks) expect(await get(task)).toMatchObject({ priority: 0 });
});

describe('a selection that holds a parent and what hangs below it', () => {
  test('is deleted, and comes back by one undo', async () => {
    const { parent, child } = await family();
    for (const order of [
      [parent, child],
      [child, parent],
    ]) {
      const { items, groupId } = await bulk(order, { action: 'delete' });
      expect(items.map((task) => task.id)).toEqual(order.map((task) => task.id));
      for (const task of order)
        await expect(get(task)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await run('change.undo', { groupId });
      expect(await get(child)).toMatchObject({ parentId: parent.id, version: child.version });
    }
  });

  test('is restored whatever its order, also where the child was deleted by itself', async () => {
    const { parent, child } = await family();
    await bulk([parent, child], { action: 'delete' });
    await bulk([child, parent], { action: 'restore' });
    expect(await get(child)).toMatchObject({ version: child.version });
    await run('task.delete', { taskId: child.id });
    await run('task.delete', { taskId: parent.id });
    const { items } = await bulk([child, parent], { action: 'restore' });
    expect(items.map((task) => [task.id, task.deletedAt])).toEqual([
      [child.id, null],
      [parent.id, null],
    ]);
    expect(await get(child)).toMatchObject({ parentId: parent.id });
  });

  test('moves as it is: the child stays below its parent', async () => {
    const { parent, child } = await family();
    const { projectId } = stage;
    const { id: sectionId } = await run<{ id: never }>('section.create', { projectId, name: 'S' });
    const [first, second] = (await bulk([parent, child], { action: 'move', sectionId })).items;
    expect(first).toMatchObject({ id: parent.id, sectionId });
    expect(second).toMatchObject({ id: child.id, sectionId: null, parentId: parent.id });
    const { inboxId } = stage.owner;
    const { items } = await bulk([child, parent], { action: 'move', projectId: inboxId });
    expect(items.map((task) => [task.parentId, task.key.split('-')[0]])).toEqual([
      [parent.id, 'IN'],
      [null, 'IN'],
    ]);
  });
});

describe('many tasks', () => {
  test('one that refuses is named by its place, and nothing has changed', async () => {
    const [fine, gone, sub] = [await make({ dueOn: '2027-01-01' }), await make(), await make()];
    await run('task.delete', { taskId: gone.id });
    await run('task.move', { taskId: sub.id, parentId: fine.id });
    const before = await snapshot(stage.world.runtime.db);
    const refused: [number, TaskOutput[], Partial<TaskBulkInput>][] = [
      [1, [fine, gone], { action: 'complete' }],
      [1, [fine, sub], { action: 'update', set: { dueTime: '09:30' } }],
      [1, [sub, fine], { action: 'move', parentId: sub.id }],
      [0, [fine, sub], { action: 'restore' }],
    ];
    for (const [at, tasks, more] of refused) {
      await expect(bulk(tasks, more), more.action).rejects.toMatchObject({
        cause: { issues: [{ path: ['taskIds', at] }] },
      });
    }
    const labelIds = [fine.id as never];
    await expect(bulk([fine], { action: 'update', add: { labelIds } })).rejects.toMatchObject({
      cause: { issues: [{ path: ['add', 'labelIds'] }] },
    });
    expect(await snapshot(stage.world.runtime.db)).toEqual(before);
  });

  test('keep their order at the end of the list that they move to', async () => {
    const tasks = [await make(), await make(), await make()];
    const { id: projectId } = await run<{ id: never }>('project.create', { name: 'New' });
    await make({ projectId });
    await bulk([tasks[2]!, tasks[0]!, tasks[1]!], { action: 'move', projectId });
    const { items } = await run<{ items: TaskOutput[] }>('task.list', { projectId });
    const ids = [tasks[2], tasks[0], tasks[1]].map((task) => task?.id);
    expect(items.slice(1).map((task) => task.id)).toEqual(ids);
    expect(items.map((task) => task.number)).toEqual([1, 2, 3, 4]);
  });

  test('that come back share their order keys with nobody, nor with each other', async () => {
    const { id: projectId } = await run<{ id: never }>('project.create', { name: 'Twins' });
    const tasks: TaskOutput[] = [];
    for (let n = 0; n < 3; n += 1) {
      tasks.push(await make({ projectId }));
      await run('task.delete', { taskId: tasks[n]?.id });
    }
    await make({ projectId });
    expect(new Set(tasks.map((task) => task.order)).size).toBe(1);
    await bulk(tasks, { action: 'restore' });
    const { items } = await run<{ items: TaskOutput[] }>('task.list', { projectId });
    expect(new Set(items.map((task) => task.order)).size).toBe(4);
  });
});

/** A context that counts the statements of its writes. */
function counting(): { ctx: Ctx; count: () => number } {
  const { runtime, ...rest } = stage.owner.ctx();
  let statements = 0;
  const connect = async () => {
    const client = await runtime.pool.connect();
    return new Proxy(client, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key, target);
        if (key === 'query') statements += 1;
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  };
  const pool = Object.assign(Object.create(runtime.pool), { connect });
  return { ctx: { ...rest, runtime: { ...runtime, pool } }, count: () => statements };
}

describe('the workspace’s lock is held for as many statements, however many tasks', () => {
  const actions: [string, () => Promise<Partial<TaskBulkInput>>][] = [
    ['complete', async () => ({ action: 'complete' })],
    ['reopen', async () => ({ action: 'reopen' })],
    [
      'update',
      async () => {
        const label = await run<{ id: never }>('label.create', { name: crypto.randomUUID() });
        const add = { labelIds: [label.id], assigneeIds: [stage.owner.userId] };
        return { action: 'update', set: { priority: 2, dueOn: '2027-05-05' }, add };
      },
    ],
    ['move', async () => ({ action: 'move', projectId: stage.owner.inboxId })],
    ['delete', async () => ({ action: 'delete' })],
    ['restore', async () => ({ action: 'restore' })],
  ];
  test('in a bulk of each action', async () => {
    const few = [await make(), await make()];
    const many = await Promise.all(Array.from({ length: 20 }, () => make()));
    for (const [name, input] of actions) {
      const what = await input();
      const [small, large] = [counting(), counting()];
      await bulk(few, what, small.ctx);
      await bulk(many, what, large.ctx);
      expect(small.count(), name).toBeGreaterThan(5);
      expect(large.count(), name).toBe(small.count());
    }
  });

  test('in a move of a task with many below it', async () => {
    const counts: number[] = [];
    for (const below of [1, 20]) {
      const { ctx, count } = counting();
      const root = await make();
      for (let n = 0; n < below; n += 1) await make({ parentId: root.id });
      await run('task.move', { taskId: root.id, projectId: stage.owner.inboxId }, ctx);
      counts.push(count());
    }
    expect(counts[1]).toBe(counts[0]);
  });
});

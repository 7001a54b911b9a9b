import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { sql } from 'drizzle-orm';
import { listChangeGroups } from '../change/list-change-groups.ts';
import { listChanges } from '../change/list-changes.ts';
import { undoChange } from '../change/undo-change.ts';
import type { RelationKind } from '../domain/enums.ts';
import type { OpId, ProjectId, TaskId } from '../domain/ids.ts';
import { mostAhead, mostRelations, mostRelationsInAll } from '../domain/limits.ts';
import { plantBug } from '../platform/bugs.ts';
import { createProject } from '../project/create-project.ts';
import { createStage, fiveTests } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { testId } from '../testing/world.ts';
import type { Person } from '../testing/world.ts';
import { createTask } from '../task/create-task.ts';
import { deleteTask } from '../task/delete-task.ts';
import { filterTasks } from '../task/filter-tasks.ts';
import { moveTask } from '../task/move-task.ts';
import { reopenTask } from '../task/reopen-task.ts';
import { restoreTask } from '../task/restore-task.ts';
import { completeTask } from '../task/complete-task.ts';
import { listHotTasks } from '../task/list-hot-tasks.ts';
import { addRelation } from './add-relation.ts';
import { listRelations } from './list-relations.ts';
import { removeRelation } from './remove-relation.ts';

const taskIn = async (of: Stage, projectId: ProjectId = of.projectId): Promise<TaskId> => {
  const { workspaceId, owner } = of;
  const made = { workspaceId, projectId, title: `T ${testId()}`, dueOn: '2001-01-01' };
  return (await createTask(owner.ctx(), made)).id;
};
const pairIn = async (of: Stage, kind: RelationKind = 'blocks') => ({
  workspaceId: of.workspaceId,
  fromTaskId: await taskIn(of),
  toTaskId: await taskIn(of),
  kind,
});

fiveTests({
  name: 'relation.add',
  verb: addRelation,
  input: (of) => pairIn(of),
  happy: async (relation, of, { opId: _, ...sent }) => {
    expect(relation).toMatchObject(sent);
    const { workspaceId, owner } = of;
    for (const [taskId, other] of [
      [sent.fromTaskId, sent.toTaskId],
      [sent.toTaskId, sent.fromTaskId],
    ] as const) {
      const { items } = await listRelations(owner.ctx(), { workspaceId, taskId });
      expect(items).toEqual([
        {
          ...relation,
          task: expect.objectContaining({ id: other, status: 'open', projectId: of.projectId }),
        },
      ]);
      expect(items[0]?.task.key).toMatch(/^HOME-\d+$/);
    }
  },
});

fiveTests({
  name: 'relation.remove',
  verb: removeRelation,
  input: async (of) => {
    const pair = await pairIn(of);
    await addRelation(of.owner.ctx(), pair);
    return pair;
  },
  happy: async ({ id }, of, { fromTaskId: taskId }) => {
    expect(id).not.toBeNull();
    const { workspaceId, owner } = of;
    expect(await listRelations(owner.ctx(), { workspaceId, taskId })).toEqual({ items: [] });
  },
});

let stage: Stage;
let mate: Person;
/** Of the owner alone. */
let secret: ProjectId;
beforeAll(async () => {
  stage = await createStage();
  mate = await stage.world.person('Mate');
  await stage.world.join(stage.workspaceId, mate, 'member');
  const made = { workspaceId: stage.workspaceId, name: 'Secret', colour: 'grey' } as const;
  secret = (await createProject(stage.owner.ctx(), { ...made, private: true })).id;
});
afterAll(() => stage.world.close());
afterEach(() => plantBug(null));

const task = (projectId?: ProjectId) => taskIn(stage, projectId);
const relate = (
  fromTaskId: TaskId,
  toTaskId: TaskId,
  kind: RelationKind = 'blocks',
  by = stage.owner,
) => addRelation(by.ctx(), { workspaceId: stage.workspaceId, fromTaskId, toTaskId, kind });
const unrelate = (
  fromTaskId: TaskId,
  toTaskId: TaskId,
  kind: RelationKind = 'blocks',
  by = stage.owner,
) => removeRelation(by.ctx(), { workspaceId: stage.workspaceId, fromTaskId, toTaskId, kind });
const relatedTo = async (taskId: TaskId, by = stage.owner) => {
  const { items } = await listRelations(by.ctx(), { workspaceId: stage.workspaceId, taskId });
  return items.map((one) => one.task.id);
};
const refusal = (field: string) => ({ code: 'BAD_REQUEST', issues: [{ path: [field] }] });
const isHot = async (taskId: TaskId, by = stage.owner) => {
  const { items } = await listHotTasks(by.ctx(), { workspaceId: stage.workspaceId });
  return items.some(({ id }) => id === taskId);
};
const blockedIds = async (by: Person) => {
  const asked = { workspaceId: stage.workspaceId, filter: 'blocked:yes', sort: 'due' } as const;
  const { items } = await filterTasks(by.ctx(), { ...asked, limit: 200 });
  return items.map((one) => one.task.id);
};
const at = (taskId: TaskId) => ({ workspaceId: stage.workspaceId, taskId });

describe('a relation', () => {
  it('is refused between a task and itself', async () => {
    const one = await task();
    await expect(relate(one, one)).rejects.toMatchObject(refusal('toTaskId'));
  });

  it('that is there already is answered as it is, and leaves no trace', async () => {
    const [a, b] = [await task(), await task()];
    const first = await relate(a, b);
    expect(await relate(a, b)).toEqual(first);
    const { items } = await listChanges(stage.owner.ctx(), { ...at(a), limit: 50 });
    expect(items.filter(({ type }) => type === 'relation.added')).toHaveLength(1);
    expect(await unrelate(a, b)).toMatchObject({ id: first.id });
    expect(await unrelate(a, b)).toMatchObject({ id: null });
  });

  it('that means the same in both directions is one', async () => {
    const [a, b] = [await task(), await task()];
    const first = await relate(a, b, 'relates');
    expect(await relate(b, a, 'relates')).toEqual(first);
    expect(first.fromTaskId < first.toTaskId).toBe(true);
    expect(await unrelate(b, a, 'relates')).toMatchObject({ id: first.id });
    expect(await relatedTo(a)).toEqual([]);
  });

  it('closes no circle of what blocks, nor of what duplicates; relating does', async () => {
    const tasks = await Promise.all([task(), task(), task(), task()]);
    const [a, b, c, d] = tasks as [TaskId, TaskId, TaskId, TaskId];
    for (const kind of ['blocks', 'duplicates'] as const) {
      await relate(a, b, kind);
      await relate(b, c, kind);
      await relate(c, d, kind);
      await expect(relate(d, a, kind)).rejects.toMatchObject(refusal('toTaskId'));
      await expect(relate(b, a, kind)).rejects.toMatchObject(refusal('toTaskId'));
      await relate(a, d, kind);
    }
    await relate(a, b, 'relates');
    await relate(b, c, 'relates');
    await relate(c, a, 'relates');
  });

  it('closes no circle through the trash, which would stand once what is there comes back', async () => {
    const [a, b, c] = [await task(), await task(), await task()];
    await relate(a, b);
    await relate(b, c);
    await deleteTask(stage.owner.ctx(), at(b));
    await expect(relate(c, a)).rejects.toMatchObject(refusal('toTaskId'));
    await restoreTask(stage.owner.ctx(), at(b));
    expect((await blockedIds(stage.owner)).includes(a)).toBe(false);
  });

  it('is told of no circle through a project that the member does not see', async () => {
    const [a, hidden, c] = [await task(), await task(secret), await task()];
    await relate(a, hidden);
    await relate(hidden, c);
    await expect(relate(c, a, 'blocks', mate)).resolves.toMatchObject({ kind: 'blocks' });
  });

  it('is looked for over so many tasks, in one question to the database', async () => {
    const { db } = stage.world.runtime;
    const { rows } = await db.execute<{ id: TaskId; n: number }>(sql`
      WITH made AS (INSERT INTO tasks (workspace_id, id, project_id, number, title, title_folded, "order", search)
        SELECT ${stage.workspaceId}, gen_random_uuid(), ${stage.projectId}, 20000 + n, 'x', 'x', 'a', ''
        FROM generate_series(1, ${mostAhead + 1}::int) n RETURNING id, number - 20000 AS n),
      chained AS (INSERT INTO relations (workspace_id, from_task_id, kind, to_task_id)
        SELECT ${stage.workspaceId}, m.id, 'blocks', after.id FROM made m JOIN made after ON after.n = m.n + 1)
      SELECT id, n FROM made ORDER BY n`);
    const [first, second, last] = [rows[0]!.id, rows[1]!.id, rows.at(-1)!.id];
    const far = `hangs together with more than ${mostAhead} other tasks`;
    const told = { issues: [{ path: ['toTaskId'], message: far }] };
    await expect(relate(await task(), first)).rejects.toMatchObject(told);
    const sent = vi.spyOn(pg.Client.prototype, 'query');
    await expect(relate(last, second)).rejects.toMatchObject(refusal('toTaskId'));
    const asked = sent.mock.calls.filter((call) =>
      JSON.stringify(call[0]).includes('RECURSIVE ahead'),
    );
    const ofRelations = sent.mock.calls.filter((call) =>
      JSON.stringify(call[0]).includes('relations'),
    );
    sent.mockRestore();
    expect(asked).toHaveLength(1);
    expect(ofRelations.length).toBeLessThan(5);
  });

  /** A task that blocks so many others in a project. */
  async function planted(count: number, projectId: ProjectId): Promise<TaskId> {
    const full = await task();
    await stage.world.runtime.db.execute(sql`
      WITH made AS (INSERT INTO tasks (workspace_id, id, project_id, number, title, title_folded, "order", search)
        SELECT ${stage.workspaceId}, gen_random_uuid(), ${projectId},
          (SELECT max(number) FROM tasks WHERE project_id = ${projectId}) + 10000 + n, 'x', 'x', 'a', ''
        FROM generate_series(1, ${count}::int) n RETURNING id)
      INSERT INTO relations (workspace_id, from_task_id, kind, to_task_id)
      SELECT ${stage.workspaceId}, ${full}, 'blocks', id FROM made`);
    return full;
  }

  it('is one of so many of a task', async () => {
    const full = await planted(mostRelations, stage.projectId);
    await expect(relate(full, await task())).rejects.toMatchObject(refusal('fromTaskId'));
    await expect(relate(await task(), full, 'relates')).rejects.toMatchObject(refusal('toTaskId'));
  });

  it('is not refused for others that the member neither sees nor can remove, but for very many', async () => {
    await task(secret);
    const full = await planted(mostRelations, secret);
    await expect(relate(full, await task())).rejects.toMatchObject(refusal('fromTaskId'));
    await expect(relate(full, await task(), 'blocks', mate)).resolves.toMatchObject({});
    const over = await planted(mostRelationsInAll, secret);
    const refused = relate(over, await task(), 'blocks', mate);
    await expect(refused).rejects.toMatchObject(refusal('fromTaskId'));
  });

  it('takes the right to write on both tasks; to remove it one is enough', async () => {
    const { workspaceId, world } = stage;
    const made = { workspaceId, name: 'Read', colour: 'grey', private: true } as const;
    const { id: projectId } = await createProject(stage.owner.ctx(), made);
    await world.grant({ workspaceId, projectId }, mate, 'read');
    const [mine, read] = [await task(), await task(projectId)];
    for (const ends of [
      [mine, read],
      [read, mine],
    ] as const)
      await expect(relate(...ends, 'blocks', mate)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await relate(read, mine);
    expect(await relatedTo(mine, mate)).toEqual([read]);
    expect((await unrelate(read, mine, 'blocks', mate)).id).not.toBeNull();
    const [first, second] = [await task(projectId), await task(projectId)];
    await relate(first, second);
    const refused = unrelate(first, second, 'blocks', mate);
    await expect(refused).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('is taken back and back again, whoever asks for it by the rules of now', async () => {
    const [a, b] = [await task(), await task()];
    const { workspaceId } = stage;
    const opId = testId<OpId>();
    const ends = { workspaceId, fromTaskId: a, toTaskId: b, kind: 'blocks' } as const;
    const added = await addRelation(stage.owner.ctx(), { ...ends, opId });
    const undo = (groupId: string) =>
      undoChange(stage.owner.ctx(), { workspaceId, groupId: groupId as never, dryRun: false });
    const undone = await undo(opId);
    expect(undone.applied).toHaveLength(1);
    expect(await relatedTo(a)).toEqual([]);
    const redone = await undo(undone.change!.groupId);
    expect(redone.applied).toHaveLength(1);
    const [again] = (await listRelations(stage.owner.ctx(), at(a))).items;
    expect(again).toMatchObject({ id: added.id });
    expect(again!.version).toBeGreaterThan(added.version);
    const removed = await removeRelation(stage.owner.ctx(), { ...ends, opId: testId<OpId>() });
    expect(removed.id).toBe(added.id);
    await relate(b, a);
    const { items } = await listChanges(stage.owner.ctx(), { ...at(a), limit: 50 });
    const { id: changeId } = items.find(({ type }) => type === 'relation.removed')!;
    const late = await undoChange(stage.owner.ctx(), { workspaceId, changeId, dryRun: false });
    expect(late).toMatchObject({ applied: [], skipped: [{ reason: 'changed-since' }] });
  });

  it('stays with its tasks where they move, are deleted and restored', async () => {
    const [a, b] = [await task(), await task()];
    await relate(a, b);
    await deleteTask(stage.owner.ctx(), at(a));
    expect(await relatedTo(b)).toEqual([]);
    expect(await isHot(b)).toBe(true);
    await restoreTask(stage.owner.ctx(), at(a));
    expect(await relatedTo(b)).toEqual([a]);
    expect(await isHot(b)).toBe(false);
    await moveTask(stage.owner.ctx(), { ...at(a), projectId: secret });
    expect(await relatedTo(b)).toEqual([a]);
    expect([await isHot(b), (await blockedIds(stage.owner)).includes(b)]).toEqual([false, true]);
    expect([await relatedTo(b, mate), (await blockedIds(mate)).includes(b)]).toEqual([[], false]);
  });
});

describe('a task is blocked', () => {
  it('until what blocks it is closed or no more, and again once it is opened', async () => {
    const [blocker, blocked] = [await task(), await task()];
    const said = async () => [
      await isHot(blocked),
      (await blockedIds(stage.owner)).includes(blocked),
    ];
    expect(await said()).toEqual([true, false]);
    await relate(blocker, blocked);
    expect(await said()).toEqual([false, true]);
    await completeTask(stage.owner.ctx(), at(blocker));
    expect(await said()).toEqual([true, false]);
    await reopenTask(stage.owner.ctx(), at(blocker));
    expect(await said()).toEqual([false, true]);
    await unrelate(blocker, blocked);
    expect(await said()).toEqual([true, false]);
    await relate(blocker, blocked, 'relates');
    expect(await said()).toEqual([true, false]);
  });

  it('for those who see what blocks it, and nobody else hears of that; two controls', async () => {
    const [hidden, shown] = [await task(secret), await task()];
    const { workspaceId, projectId } = stage;
    const { id } = await relate(hidden, shown);
    const guest = await stage.world.person('Guest');
    await stage.world.join(workspaceId, guest, 'guest');
    await stage.world.grant({ workspaceId, projectId }, guest, 'write');
    const tells = async (by: Person) => ({
      related: (await relatedTo(shown, by)).length > 0,
      blocked: (await blockedIds(by)).includes(shown),
      history: (await listChanges(by.ctx(), { workspaceId, limit: 50 })).items.some(
        ({ entityId }) => entityId === id,
      ),
      groups: JSON.stringify(
        await listChangeGroups(by.ctx(), { workspaceId, projectId, limit: 50 }),
      ).includes(id),
    });
    const all = { related: true, blocked: true, history: true, groups: true };
    const none = { related: false, blocked: false, history: false, groups: false };
    expect(await tells(stage.owner)).toEqual(all);
    for (const person of [mate, guest]) expect(await tells(person)).toEqual(none);
    plantBug('blocker-tells-all');
    expect(await tells(guest)).toEqual({ ...none, blocked: true });
    plantBug('relation-tells-all');
    expect(await tells(guest)).toEqual({ ...none, history: true, groups: true });
    plantBug(null);
    const gone = { code: 'NOT_FOUND' };
    await expect(relate(hidden, shown, 'relates', guest)).rejects.toMatchObject(gone);
    await expect(unrelate(hidden, shown, 'blocks', guest)).rejects.toMatchObject(gone);
  });
});

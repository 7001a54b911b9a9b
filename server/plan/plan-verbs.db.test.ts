import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { listChangeGroups } from '../change/list-change-groups.ts';
import { undoChange } from '../change/undo-change.ts';
import type { GroupId, OpId, TaskId, WorkspaceId } from '../domain/ids.ts';
import { rankBetween } from '../domain/rank.ts';
import { plantBug } from '../platform/bugs.ts';
import { callProcedure } from '../trpc/call-procedure.ts';
import { pullLog } from '../sync/pull-log.ts';
import type { SyncBootstrapOutput, SyncPushOutput } from '../sync/schema.ts';
import { completeTask } from '../task/complete-task.ts';
import { createTask } from '../task/create-task.ts';
import { deleteTask } from '../task/delete-task.ts';
import { createStage, fiveTests } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { tokenOf } from '../testing/token-of.ts';
import { testId } from '../testing/world.ts';
import type { Person } from '../testing/world.ts';
import { clearPlans } from './clear-plans.ts';
import { listPlans } from './list-plans.ts';
import { placePlans } from './place-plans.ts';

const taskIn = async ({ owner, workspaceId, projectId }: Stage) =>
  (await createTask(owner.ctx(), { workspaceId, projectId, title: 'Water' })).id;

/** A guest who sees nothing of the project: who may read it may plan it. */
const blind = {
  async by({ world, workspaceId }: Stage) {
    const guest = await world.person('Blind');
    await world.join(workspaceId, guest, 'guest');
    return guest.ctx();
  },
  code: /^NOT_FOUND$/,
};

fiveTests({
  name: 'plan.place',
  verb: placePlans,
  roleTooLow: blind,
  input: async (stage) => ({
    workspaceId: stage.workspaceId,
    places: [{ taskId: await taskIn(stage), order: 'a1' }],
  }),
  happy: async ({ items }, { owner, workspaceId }, { places }) => {
    expect(items).toMatchObject([{ workspaceId, ...places[0] }]);
    expect((await listPlans(owner.ctx(), { workspaceId })).items).toContainEqual(items[0]);
  },
});

fiveTests({
  name: 'plan.clear',
  verb: clearPlans,
  roleTooLow: blind,
  input: async (stage) => {
    const { owner, workspaceId } = stage;
    const taskId = await taskIn(stage);
    await placePlans(owner.ctx(), { workspaceId, places: [{ taskId }] });
    return { workspaceId, taskIds: [taskId] };
  },
  happy: async (answer, { owner, workspaceId }, { taskIds }) => {
    expect(answer).toMatchObject({ workspaceId, taskIds });
    const { items } = await listPlans(owner.ctx(), { workspaceId });
    expect(items.map(({ taskId }) => taskId)).not.toContain(taskIds[0]);
  },
});

let stage: Stage;
let mate: Person;
let workspaceId: WorkspaceId;
beforeAll(async () => {
  stage = await createStage();
  mate = await stage.world.person('Mate');
  ({ workspaceId } = stage);
  await stage.world.join(workspaceId, mate, 'member');
});
afterAll(() => stage.world.close());
afterEach(() => plantBug(null));

type Place = { taskId: TaskId; order?: string };
const place = (person: Person, ...places: Place[]) =>
  placePlans(person.ctx(), { workspaceId, places });
const planOf = async (person: Person) =>
  (await listPlans(person.ctx(), { workspaceId })).items.map(({ taskId }) => taskId);
const ordersOf = async (person: Person, taskIds: readonly TaskId[]) =>
  (await listPlans(person.ctx(), {})).items
    .filter(({ taskId }) => taskIds.includes(taskId))
    .map(({ taskId }) => taskIds.indexOf(taskId));

describe('a plan', () => {
  test('is cleared of what one sees no more; what another planned and one does not see is refused', async () => {
    const [taskId, of] = [await taskIn(stage), await taskIn(stage)];
    const { world, projectId, owner } = stage;
    const guest = await world.person('Leaving');
    await world.join(workspaceId, guest, 'guest');
    await world.grant({ workspaceId, projectId }, guest, 'read');
    await place(guest, { taskId });
    await place(owner, { taskId: of });
    await world.runtime.db.execute(
      sql`DELETE FROM project_members WHERE user_id = ${guest.userId}`,
    );
    const clear = (taskIds: TaskId[]) => clearPlans(guest.ctx(), { workspaceId, taskIds });
    await expect(clear([of])).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await planOf(guest)).toEqual([taskId]);
    expect(await clear([taskId])).toMatchObject({ taskIds: [taskId] });
    expect(await planOf(guest)).toEqual([]);
    expect(await planOf(owner)).toContain(of);
  });

  test('is in the order of its keys; what is placed without one goes to its end, over all workspaces', async () => {
    const [one, two, three] = [await taskIn(stage), await taskIn(stage), await taskIn(stage)];
    const { owner } = stage;
    const home = await createTask(owner.ctx(), { workspaceId: owner.workspaceId, title: 'Home' });
    await place(owner, { taskId: one }, { taskId: two });
    await placePlans(owner.ctx(), {
      workspaceId: owner.workspaceId,
      places: [{ taskId: home.id }],
    });
    await place(owner, { taskId: three });
    const all = [one, two, home.id, three];
    expect(await ordersOf(owner, all)).toEqual([0, 1, 2, 3]);
    const { items } = await listPlans(owner.ctx(), {});
    const orderOf = (id: TaskId) => items.find(({ taskId }) => taskId === id)!.order;
    // Between two of different workspaces, byte by byte: `Z` comes before `a`.
    await place(owner, { taskId: three, order: rankBetween(orderOf(two), orderOf(home.id)) });
    expect(await ordersOf(owner, all)).toEqual([0, 1, 3, 2]);
    await place(owner, { taskId: three, order: 'Zz' });
    expect(await ordersOf(owner, all)).toEqual([3, 0, 1, 2]);
  });

  test('takes only keys beside which others can be made, and each task once', async () => {
    const taskId = await taskIn(stage);
    const asked = (places: unknown) =>
      callProcedure(stage.owner.ctx(), 'plan.place', { workspaceId, places });
    for (const order of ['', 'a', 'a00', 'ключ', 'a0 ', `a1${'z'.repeat(400)}`])
      await expect(asked([{ taskId, order }])).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    for (const places of [[], [{ taskId }, { taskId }]])
      await expect(asked(places)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    expect(await planOf(stage.owner)).not.toContain(taskId);
  });

  test('is for whoever sees the task: a guest who may only read it plans it', async () => {
    const taskId = await taskIn(stage);
    await place(stage.reader, { taskId });
    expect(await planOf(stage.reader)).toEqual([taskId]);
    expect(await planOf(stage.owner)).not.toContain(taskId);
  });

  test('what stands there already leaves no trace', async () => {
    const taskId = await taskIn(stage);
    const first = await place(mate, { taskId, order: 'a5' });
    const { cursor } = await pullLog(mate.ctx(), { limit: 200 });
    expect(await place(mate, { taskId, order: 'a5' })).toEqual(first);
    const { events } = await pullLog(mate.ctx(), { cursor, limit: 200 });
    expect(events).toEqual([]);
  });

  test('keeps a closed task for 30 days, so that it stands where it stood when it is open again', async () => {
    const [closed, old, other] = [await taskIn(stage), await taskIn(stage), await taskIn(stage)];
    await place(mate, { taskId: closed }, { taskId: old });
    for (const taskId of [closed, old])
      await completeTask(stage.owner.ctx(), { workspaceId, taskId });
    await stage.world.runtime.db.execute(
      sql`UPDATE tasks SET completed_at = now() - interval '31 days' WHERE id = ${old}`,
    );
    expect(await planOf(mate)).toEqual(expect.arrayContaining([closed, old]));
    await place(mate, { taskId: other });
    const left = await planOf(mate);
    expect(left).toContain(closed);
    expect(left).not.toContain(old);
  });

  test('leaves out what is gone; where all is, it is refused', async () => {
    const [here, gone] = [await taskIn(stage), await taskIn(stage)];
    await deleteTask(stage.owner.ctx(), { workspaceId, taskId: gone });
    const { items } = await place(stage.owner, { taskId: gone }, { taskId: here });
    expect(items.map(({ taskId }) => taskId)).toEqual([here]);
    expect(await planOf(stage.owner)).not.toContain(gone);
    const refused = { code: 'NOT_FOUND' };
    await expect(place(stage.owner, { taskId: gone })).rejects.toMatchObject(refused);
  });
});

describe('nobody else', () => {
  test('reads it; the control: plan-of-another is caught', async () => {
    const taskId = await taskIn(stage);
    await place(stage.owner, { taskId });
    const copy = async (person: Person) =>
      (
        (await callProcedure(person.ctx(), 'sync.bootstrap', {
          workspaceId,
        })) as SyncBootstrapOutput
      ).plans.map((row) => row.taskId);
    const seen = async () => {
      const lists: TaskId[][] = [];
      for (const person of [mate, stage.reader])
        lists.push(
          await planOf(person),
          await copy(person),
          (await listPlans(person.ctx(), {})).items.map((row) => row.taskId),
        );
      return lists.filter((list) => list.includes(taskId)).length;
    };
    expect(await copy(stage.owner)).toContain(taskId);
    expect(await seen()).toBe(0);
    plantBug('plan-of-another');
    expect(await seen()).toBe(6);
  });

  test('is told of it, by the log or the history; the control: plan-told-to-others is caught', async () => {
    const tell = async () => {
      const taskId = await taskIn(stage);
      const told: string[] = [];
      const people = { owner: stage.owner, mate, reader: stage.reader };
      const from = new Map<Person, string>();
      for (const person of Object.values(people))
        from.set(person, (await pullLog(person.ctx(), { limit: 200 })).cursor);
      await place(stage.owner, { taskId });
      for (const [who, person] of Object.entries(people)) {
        const { events } = await pullLog(person.ctx(), { cursor: from.get(person)!, limit: 200 });
        const history = await listChangeGroups(person.ctx(), { workspaceId, limit: 3 });
        const text = JSON.stringify([events, history]);
        if (text.includes('plan.placed')) told.push(who);
      }
      return told;
    };
    expect(await tell()).toEqual(['owner']);
    plantBug('plan-told-to-others');
    expect(await tell()).toEqual(['owner', 'mate']);
  });

  test('a token for one workspace reads what is planned there alone', async () => {
    const { owner } = stage;
    const home = await createTask(owner.ctx(), { workspaceId: owner.workspaceId, title: 'Home' });
    const places = [{ taskId: home.id }];
    await placePlans(owner.ctx(), { workspaceId: owner.workspaceId, places });
    const ctx = await tokenOf(owner, { scopes: ['read'], workspaceIds: [workspaceId] });
    const { items } = await listPlans(ctx, {});
    expect(new Set(items.map((row) => row.workspaceId))).toEqual(new Set([workspaceId]));
  });
});

describe('undo', () => {
  test('takes a move, a first place and a clearing back, and what was undone', async () => {
    const [one, two] = [await taskIn(stage), await taskIn(stage)];
    const { owner } = stage;
    const undo = (groupId: GroupId, opId = testId<OpId>()) =>
      undoChange(owner.ctx(), { workspaceId, groupId, dryRun: false, opId });
    const group = async (act: (opId: OpId) => Promise<unknown>) => {
      const opId = testId<OpId>();
      await act(opId);
      return opId as string as GroupId;
    };
    const order = () => ordersOf(owner, [one, two]);
    const put = (...places: Place[]) =>
      group((opId) => placePlans(owner.ctx(), { workspaceId, places, opId }));
    const first = await put({ taskId: one, order: 'b00' }, { taskId: two, order: 'b01' });
    const moved = await put({ taskId: one, order: 'b02' });
    expect(await order()).toEqual([1, 0]);
    expect(await undo(moved)).toMatchObject({ skipped: [] });
    expect(await order()).toEqual([0, 1]);
    const cleared = await group((opId) =>
      clearPlans(owner.ctx(), { workspaceId, taskIds: [one, two], opId }),
    );
    expect(await order()).toEqual([]);
    await undo(cleared);
    expect(await order()).toEqual([0, 1]);
    const back = testId<OpId>();
    await undo(first, back);
    expect(await order()).toEqual([]);
    await undo(back as string as GroupId);
    expect(await order()).toEqual([0, 1]);
  });

  test('leaves what was moved again since, and is nobody else’s', async () => {
    const taskId = await taskIn(stage);
    const { owner } = stage;
    const opId = testId<OpId>();
    const places = [{ taskId, order: 'c000' }];
    await placePlans(owner.ctx(), { workspaceId, places, opId });
    const undo = { workspaceId, groupId: opId as string as GroupId, dryRun: false };
    await expect(undoChange(mate.ctx(), undo)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await place(owner, { taskId, order: 'c001' });
    const { applied, skipped } = await undoChange(owner.ctx(), undo);
    expect([applied, skipped.map(({ reason }) => reason)]).toEqual([[], ['changed-since']]);
    expect(await planOf(owner)).toContain(taskId);
  });
});

test('a device that was away sends it later', async () => {
  const taskId = await taskIn(stage);
  const opId = testId<OpId>();
  const ops = [{ opId, procedure: 'plan.place', input: { places: [{ taskId, order: 'd0000' }] } }];
  const push = async () =>
    (await callProcedure(mate.ctx(), 'sync.push', {
      workspaceId,
      contract: 1,
      ops,
    })) as SyncPushOutput;
  const first = await push();
  expect(first).toMatchObject({ status: 'done', answers: [{ opId, status: 'ok' }] });
  expect(await push()).toEqual(first);
  expect(await planOf(mate)).toContain(taskId);
});

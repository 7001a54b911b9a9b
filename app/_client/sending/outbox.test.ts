import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { doStep, stepArbitrary } from '../testing/intents.ts';
import type { Step } from '../testing/intents.ts';
import { projectId, sectionId, taskId, taskRow, workspaceId } from '../testing/rows.ts';
import { byOrder } from '../store/place.ts';
import { createWorld, fates } from '../testing/world.ts';
import type { Fate } from '../testing/world.ts';
import { CallError } from './call-error.ts';

const momentOf = (possible: readonly Fate[]) =>
  fc.oneof(
    { weight: 4, arbitrary: stepArbitrary.map((step) => ({ step })) },
    {
      weight: 3,
      arbitrary: fc
        .record({ at: fc.nat(5), fate: fc.constantFrom(...possible) })
        .map((decide) => ({ decide })),
    },
    { weight: 1, arbitrary: fc.constant({ wake: true as const }) },
    { weight: 1, arbitrary: fc.boolean().map((arrives) => ({ arrives })) },
  );
type Moment =
  | { step: Step }
  | { decide: { at: number; fate: Fate } }
  | { wake: true }
  | { arrives: boolean };
const lifeOf = (possible: readonly Fate[]) =>
  fc.array<Moment>(momentOf(possible), { maxLength: 60, size: 'max' });

/** Lives through the moments, then lets everything be delivered. */
async function live(moments: readonly Moment[]) {
  const world = createWorld();
  world.start();
  const groups: string[] = [];
  for (const one of moments) {
    if ('step' in one) doStep(world, one.step, groups);
    else if ('decide' in one) await world.decide(one.decide.at, one.decide.fate);
    else await ('wake' in one ? world.wake() : world.reload(one.arrives));
  }
  await world.heal();
  return world;
}

const byId = <T extends { id: string }>(rows: readonly T[]) =>
  rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));

const does = (kind: Step['kind'], a = 0): Moment => ({ step: { kind, a, b: 0, text: 'milk' } });
const meets = (fate: Fate): Moment => ({ decide: { at: 0, fate } });

/** Found with the seed 1399710278: a subtask is deleted before its parent, and brought back before it. */
const childFirst: Moment[] = [
  does('create'),
  meets('ok'),
  does('create'),
  does('nest'),
  meets('refused'),
  does('delete', 1),
  does('delete'),
  does('undo', 28),
  does('undo', 10),
];
// The same thousand lives each time; with LONG=1 others, and more of them.
const limits = process.env['LONG'] ? { numRuns: 20_000 } : { numRuns: 1000, seed: 1 };

/** The procedures of each request that is under way. */
const sentIn = (world: ReturnType<typeof createWorld>) =>
  world.flights.map(({ ops }) => ops.map(({ procedure }) => procedure));

/** A task with one subtask, on the server and on the page. */
function family() {
  const world = createWorld();
  const [root, child] = [taskId(900_100), taskId(900_101)];
  world.server.tasks.set(root, taskRow({ id: root }));
  world.server.tasks.set(child, taskRow({ id: child, parentId: root }));
  world.store.put('tasks', world.server.visible());
  return { world, root, child };
}

describe('the outbox', () => {
  it('ends with the store equal to the server, whatever is refused, lost or late', async () => {
    await fc.assert(
      fc.asyncProperty(lifeOf(fates), async (moments) => {
        const world = await live(moments);
        expect(world.shown()).toEqual(byId(world.server.visible()));
        expect(new Set(world.order).size).toBe(world.server.applied());
      }),
      { ...limits, examples: [[childFirst]] },
    );
  });

  it('ends as if all had been sent one after another, where nothing was refused', async () => {
    const plain = (rows: readonly TaskOutput[]) =>
      byId(rows).map(({ id, parentId, sectionId, title, status, labelIds }) => {
        return { id, parentId, sectionId, title, status, labels: labelIds.toSorted() };
      });
    await fc.assert(
      fc.asyncProperty(
        lifeOf(fates.filter((fate) => fate !== 'refused' && fate !== 'fault')),
        async (moments) => {
          const world = await live(moments);
          const { rows, refused } = world.inTurn();
          // What was refused while nobody heard of it is tried again, and may be taken later than in its turn.
          const isUnheard = moments.some(
            (one) => 'arrives' in one || ('decide' in one && one.decide.fate === 'answer lost'),
          );
          fc.pre(refused === 0 || !isUnheard);
          expect(plain(world.server.visible())).toEqual(plain(rows));
        },
      ),
      limits,
    );
  });

  it('waits where the server takes newer forms only, and is sent by the page that comes then', async () => {
    let isOld = true;
    const upgrade = { status: 'upgrade', oldest: 2, now: 3 } as const;
    const world = createWorld(
      {},
      { tamper: (send) => async (name, input) => (isOld ? upgrade : send(name, input)) },
    );
    world.start();
    doStep(world, { kind: 'create', a: 0, b: 0, text: 'milk' }, []);
    await world.wake();
    isOld = false;
    world.outbox.retryNow();
    await world.wake();
    expect(world.flights).toEqual([]);
    expect(world.said.state).toMatchObject({ pending: 1, outdated: true });
    expect(world.refused).toEqual([]);
    await world.reload(false);
    await world.decide(0, 'ok');
    expect(world.outbox.pending()).toEqual([]);
    expect(world.server.visible()).toHaveLength(1);
  });

  it('takes back exactly what was refused, and keeps what came after on the same row', async () => {
    const world = createWorld();
    const id = taskId(900_001);
    world.server.call('task.create', { opId: 'seed', id, title: 'old' });
    world.store.put('tasks', world.server.visible());
    const ref = { workspaceId, taskId: id };
    world.outbox.run('task.update', { ...ref, set: { title: 'new' } });
    world.outbox.run('task.update', { ...ref, set: { priority: 3 } });
    world.outbox.run('task.update', { ...ref, set: { notes: 'kept' } });
    expect(world.store.get('tasks', id)).toMatchObject({
      title: 'new',
      priority: 3,
      notes: 'kept',
    });
    await world.decide(0, 'refused');
    expect(world.store.get('tasks', id)).toMatchObject({
      title: 'old',
      priority: 3,
      notes: 'kept',
    });
    await world.heal();
    expect(world.store.get('tasks', id)).toMatchObject({
      title: 'old',
      priority: 3,
      notes: 'kept',
      version: 3,
    });
  });

  it('sends what waits together and in order, and what came meanwhile with the next', async () => {
    const world = createWorld();
    const [a, b] = [taskId(900_010), taskId(900_011)];
    const place = { workspaceId, projectId };
    world.outbox.run('task.create', { ...place, id: a, title: 'a', sectionId: sectionId(1) });
    world.outbox.run('task.update', { workspaceId, taskId: a, set: { title: 'a2' } });
    await world.settle();
    world.outbox.run('task.create', { workspaceId, id: b, parentId: a, title: 'b' });
    await world.settle();
    expect(sentIn(world)).toEqual([['task.create', 'task.update']]);
    await world.decide(0, 'ok');
    expect(sentIn(world)).toEqual([['task.create']]);
    await world.heal();
    expect(world.store.get('tasks', b)).toMatchObject({ parentId: a, version: 1 });
  });

  it('keeps the order in which things are put at one spot', async () => {
    const world = createWorld();
    const ids = [1, 2, 3].map((n) => taskId(900_040 + n));
    for (const id of ids)
      world.outbox.run('task.create', { workspaceId, projectId, id, title: id });
    for (const body of ['first', 'second'])
      world.outbox.run('comment.add', { workspaceId, taskId: taskId(900_050), id: body, body });
    await world.heal();
    const shown = world.store.openIn({ projectId, sectionId: null, parentId: null });
    expect(shown).toEqual(ids);
    expect(shown).toEqual(
      world.server
        .visible()
        .toSorted(byOrder)
        .map(({ id }) => id),
    );
  });

  it('sends what waited once the person is signed in again, and nothing before', async () => {
    const world = createWorld();
    const ids = [taskId(900_060), taskId(900_061)] as const;
    world.outbox.run('task.create', { workspaceId, projectId, id: ids[0], title: 'a' });
    await world.decide(0, 'signed out');
    world.outbox.run('task.create', { workspaceId, projectId, id: ids[1], title: 'b' });
    world.outbox.retryNow();
    await world.wake();
    expect(world.flights).toEqual([]);
    world.signedOut.set(false);
    await world.settle();
    expect(world.flights).toHaveLength(1);
    await world.heal();
    expect(world.server.visible().map(({ id }) => id)).toEqual(ids);
  });

  it('says that it is stuck while an answer does not come', async () => {
    const world = createWorld();
    world.outbox.run('task.create', { workspaceId, projectId, id: taskId(900_070), title: 'a' });
    expect(world.said.state).toEqual({ pending: 1, stuck: false, outdated: false });
    await world.wake();
    expect(world.said.state).toEqual({ pending: 1, stuck: true, outdated: false });
    await world.heal();
    expect(world.said.state).toEqual({ pending: 0, stuck: false, outdated: false });
  });

  it('calls nothing refused that was done, even where reading it again is refused', async () => {
    const refused = () => Promise.reject(new CallError('FORBIDDEN', 'no longer yours'));
    const world = createWorld({ refresh: refused });
    const id = taskId(900_080);
    const made = world.outbox.run('task.create', { workspaceId, projectId, id, title: 'a' });
    await world.heal();
    const undo = world.outbox.run('change.undo', { workspaceId, groupId: made.opId });
    await world.heal();
    expect(await undo.outcome).toMatchObject({ ok: true });
    expect(world.refused).toEqual([]);
  });

  it('shows what another changed before it went out of sight, once what it hangs from is back', async () => {
    const { world, root, child } = family();
    const gone = world.outbox.run('task.delete', { workspaceId, taskId: root });
    world.server.call('task.update', { opId: 'other', taskId: child, set: { title: 'theirs' } });
    await world.heal();
    world.outbox.run('change.undo', { workspaceId, groupId: gone.opId });
    await world.heal();
    expect(world.store.get('tasks', child)).toMatchObject({ title: 'theirs', version: 2 });
    expect(world.shown()).toEqual(byId(world.server.visible()));
  });

  it('looks again for what was deleted below what is back: another may have restored it', async () => {
    const { world, root, child } = family();
    const one = world.outbox.run('task.delete', { workspaceId, taskId: child });
    await world.heal();
    world.server.call('change.undo', { opId: 'other', groupId: one.opId });
    const two = world.outbox.run('task.delete', { workspaceId, taskId: root });
    await world.heal();
    world.outbox.run('change.undo', { workspaceId, groupId: two.opId });
    await world.heal();
    expect(world.shown().map(({ id }) => id)).toEqual([root, child]);
  });

  it('brings a subtask back after its parent, and changes nothing below before that is back', async () => {
    const { world, root, child } = family();
    const one = world.outbox.run('task.delete', { workspaceId, taskId: child });
    const two = world.outbox.run('task.delete', { workspaceId, taskId: root });
    await world.heal();
    world.outbox.run('change.undo', { workspaceId, groupId: two.opId });
    world.outbox.run('change.undo', { workspaceId, groupId: one.opId });
    world.outbox.run('task.update', { workspaceId, taskId: child, set: { title: 'back' } });
    await world.heal();
    expect(world.shown().map(({ title }) => title)).toEqual(['a task', 'back']);
  });

  it('puts a task back below another only after what was done to that one before', async () => {
    for (const procedure of ['task.complete', 'task.delete'] as const) {
      const { world, root, child } = family();
      const out = { workspaceId, taskId: child, projectId, sectionId: null, parentId: null };
      const moved = world.outbox.run('task.move', out);
      await world.heal();
      world.outbox.run(procedure, { workspaceId, taskId: root });
      world.outbox.run('change.undo', { workspaceId, groupId: moved.opId });
      await world.heal();
      expect(world.store.get('tasks', child)).toMatchObject({ status: 'open', deletedAt: null });
    }
  });

  it('brings nothing that is deleted back by undoing an edit of it', async () => {
    const { world, child } = family();
    const edited = world.outbox.run('task.update', {
      workspaceId,
      taskId: child,
      set: { title: 'b' },
    });
    world.outbox.run('task.delete', { workspaceId, taskId: child });
    for (let round = 0; round < 2; round += 1) {
      world.outbox.run('change.undo', { workspaceId, groupId: edited.opId });
      expect(world.store.get('tasks', child)).toBeUndefined();
      await world.heal();
    }
    expect(world.shown()).toEqual(byId(world.server.visible()));
  });

  it('closes a tree after what left it before, and before what comes into it then', async () => {
    const world = createWorld();
    const [root, done, child] = [taskId(900_040), taskId(900_041), taskId(900_042)];
    world.server.tasks.set(root, taskRow({ id: root }));
    world.server.tasks.set(done, taskRow({ id: done, parentId: root, status: 'done' }));
    world.server.tasks.set(child, taskRow({ id: child, parentId: root }));
    world.store.put('tasks', world.server.visible());
    const place = { projectId, sectionId: null, parentId: null };
    world.outbox.run('task.move', { workspaceId, taskId: child, ...place });
    world.outbox.run('task.complete', { workspaceId, taskId: root });
    const late = { workspaceId, parentId: done, id: taskId(900_043), title: 'late' };
    world.outbox.run('task.create', late);
    await world.heal();
    expect(world.shown().map(({ status }) => status)).toEqual(['done', 'done', 'open', 'open']);
  });

  it('takes along what cannot be without a thing that was refused, and tells all of it once', async () => {
    const world = createWorld();
    const [a, b] = [taskId(900_020), taskId(900_021)];
    const place = { workspaceId, projectId };
    world.outbox.run('task.create', { ...place, id: a, title: 'a' });
    world.outbox.run('task.update', { workspaceId, taskId: a, set: { notes: 'text' } });
    world.outbox.run('task.create', { ...place, id: b, title: 'b', after: a });
    await world.decide(0, 'refused');
    expect(world.refused.map(({ procedure }) => procedure)).toEqual(['task.create', 'task.update']);
    await world.heal();
    expect(world.shown().map(({ title }) => title)).toEqual(['b']);
  });

  it('shows a redone change again, and remembers the order that the server chose', async () => {
    const world = createWorld();
    const [a, b] = [taskId(900_030), taskId(900_031)];
    world.server.tasks.set(a, taskRow({ id: a, order: 'a0' }));
    world.server.tasks.set(b, taskRow({ id: b, order: 'a5' }));
    world.store.put('tasks', world.server.visible());
    const moved = world.outbox.run('task.move', {
      workspaceId,
      taskId: b,
      projectId,
      parentId: null,
      before: a,
    });
    await world.heal();
    expect(world.store.openIn({ projectId, sectionId: null, parentId: null })).toEqual([b, a]);
    const undo = world.outbox.run('change.undo', { workspaceId, groupId: moved.opId });
    expect(world.store.openIn({ projectId, sectionId: null, parentId: null })).toEqual([a, b]);
    world.outbox.run('change.undo', { workspaceId, groupId: undo.opId });
    expect(world.store.openIn({ projectId, sectionId: null, parentId: null })).toEqual([b, a]);
    await world.heal();
    expect(world.shown()).toEqual(byId(world.server.visible()));
  });
});

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SyncEntry } from '../../../server/sync/schema.ts';
import type { TaskId } from '../../../server/domain/ids.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { CallError } from '../sending/call-error.ts';
import { doStep, stepArbitrary } from '../testing/intents.ts';
import { opId, projectId, sectionId, taskId, workspaceId } from '../testing/rows.ts';
import { createWorld, fates } from '../testing/world.ts';
import { createApply } from './apply.ts';

type Logged = { taskId: TaskId; opId: string; isRestored: boolean };
type Reading = { mark: number; rows: TaskOutput[] | null };

/**
 * A page that follows, and the server's log. What it reads comes when a test says so.
 * @param isForgetful it does not know any more when what comes now was asked for
 */
function createFollowed(isForgetful: boolean) {
  const log: Logged[] = [];
  const readings: Reading[] = [];
  const others = { made: 0, groups: [] as string[] };
  let position = 0;
  let settle = () => undefined as void;
  const world = createWorld({ onState: () => settle() });
  const { store, server, outbox } = world;
  const put = store.put.bind(store);
  if (isForgetful) store.put = (table, rows) => put(table, rows);

  const call = server.call.bind(server);
  server.call = (procedure, input) => {
    const before = new Map(server.tasks);
    const answer = call(procedure, input);
    for (const [id, task] of server.tasks) {
      const was = before.get(id);
      if (was === task) continue;
      const isRestored = typeof was?.deletedAt === 'string' && task.deletedAt === null;
      const by = (input as { opId: string }).opId;
      log.push({ taskId: id as TaskId, opId: by, isRestored });
    }
    return answer;
  };

  const ask = () => void readings.push({ mark: store.mark(), rows: null });
  const applying = createApply({
    store,
    want: (what) => (what === 'shown' || what === 'part') && ask(),
    isKept: () => true,
    isShown: () => false,
    isOfUse: () => true,
    forgetProject: () => undefined,
    linger: () => undefined,
    isOwn: (id) => !id.startsWith('other'),
    isPending: (id) => outbox.pending().some((op) => op.opId === id),
    isSending: () => outbox.pending().length > 0,
  });
  settle = applying.settle;

  const rowOf = (id: string) => server.visible().find((task) => task.id === id) ?? null;

  function entriesOf({ taskId: id, opId: by, isRestored }: Logged, seq: number): SyncEntry[] {
    const at = { kind: 'change', seq, n: 0, at: '', entity: 'task', projectId } as const;
    const about = { entityId: id, taskId: id, actorId: null, task: rowOf(id) };
    const who = by.startsWith('other') ? null : opId(Number(by.slice(-12).replace('f', '')));
    const type = isRestored ? 'task.restored' : 'task.updated';
    return [
      { ...at, ...about, type, opId: who },
      ...(isRestored ? [{ kind: 'scope.gained', projectId } as const] : []),
    ];
  }

  /** Some of the log from a position on, as the server tells it now. */
  function tell(from: number, count: number): void {
    const told = log.slice(from, from + count);
    const entries = told.flatMap((one, at) => entriesOf(one, from + at));
    applying.apply({ kind: 'entries', workspaceId, entries });
    position = Math.max(position, from + told.length);
  }

  return {
    ...world,
    ask,
    /** Somebody else does something with what stands there. */
    other(kind: number, a: number, b: number): void {
      const visible = server.visible().toSorted((x, y) => (x.id < y.id ? -1 : 1));
      const [one, two] = [visible[a % (visible.length || 1)], visible[b % (visible.length || 1)]];
      const by = `other-${(others.made += 1)}`;
      const calls = [
        () =>
          server.call('task.create', {
            opId: by,
            id: taskId(500_000 + others.made),
            title: 'theirs',
          }),
        () =>
          server.call('task.update', { opId: by, taskId: one?.id, set: { title: `new ${by}` } }),
        () => server.call('task.complete', { opId: by, taskId: one?.id }),
        () => server.call('task.reopen', { opId: by, taskId: one?.id }),
        () => server.call('task.delete', { opId: by, taskId: one?.id }),
        () => server.call('task.move', { opId: by, taskId: one?.id, sectionId: sectionId(b % 2) }),
        () => server.call('task.move', { opId: by, taskId: one?.id, parentId: two?.id }),
        () =>
          server.call('change.undo', {
            opId: by,
            groupId: others.groups[a % others.groups.length],
          }),
      ];
      try {
        calls[kind % calls.length]?.();
        others.groups.push(by);
      } catch (error) {
        if (!(error instanceof CallError)) throw error;
      }
    },
    hear: (count: number) => tell(position, count),
    /** Another tab leads now, and goes on from where it stood. */
    hearAgain: (back: number, count: number) => tell(Math.max(0, position - back), count),
    /** The server looks for an answer. */
    look(at: number): void {
      const reading = readings[at % (readings.length || 1)];
      if (reading) reading.rows ??= server.visible();
    },
    /** An answer comes. */
    answer(at: number): void {
      const [reading] = readings.splice(at % (readings.length || 1), 1);
      if (!reading) return;
      const rows = reading.rows ?? server.visible();
      store.put('tasks', rows, reading.mark);
      store.batch(() =>
        store.tables.tasks.keepOnly(() => true, new Set(rows.map(({ id }) => id)), reading.mark),
      );
    },
    async end(): Promise<void> {
      await world.heal();
      for (; position < log.length;) tell(position, 1);
      while (readings.length > 0) this.answer(0);
    },
  };
}

const small = fc.nat(12);
/** Tasks alone: of what is said on them `convergence.test.ts` hears. */
const onTasks = stepArbitrary.filter(({ kind }) => !kind.includes('comment'));
const moment = fc.oneof(
  { weight: 4, arbitrary: onTasks.map((step) => ({ kind: 'step' as const, step })) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('decide' as const),
      at: small,
      fate: fc.constantFrom(...fates.filter((fate) => fate !== 'signed out')),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('other' as const), what: small, a: small, b: small }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constantFrom('hear', 'again'), back: small, count: small }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constantFrom('ask', 'look', 'answer'), at: small }),
  },
);
type Moment = typeof moment extends fc.Arbitrary<infer T> ? T : never;

async function live(moments: readonly Moment[], isForgetful: boolean) {
  const page = createFollowed(isForgetful);
  page.start();
  const groups: string[] = [];
  for (const one of moments) {
    if ('step' in one) doStep(page, one.step, groups);
    else if ('fate' in one) await page.decide(one.at, one.fate);
    else if ('what' in one) page.other(one.what, one.a, one.b);
    else if ('count' in one)
      if (one.kind === 'hear') page.hear(one.count);
      else page.hearAgain(one.back, one.count);
    else if (one.kind === 'ask') page.ask();
    else if (one.kind === 'look') page.look(one.at);
    else page.answer(one.at);
  }
  await page.end();
  return page;
}

const byId = (rows: readonly TaskOutput[]) => rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));

const endsEqual = (isForgetful = false) =>
  fc.asyncProperty(fc.array(moment, { maxLength: 60, size: 'max' }), async (moments) => {
    const page = await live(moments, isForgetful);
    expect(page.shown()).toEqual(byId(page.server.visible()));
  });

test('the page ends with the server’s rows, whatever came twice, late or while it did things itself', async () => {
  await fc.assert(endsEqual(), { numRuns: 1000 });
});

test('it would not, if what was asked for earlier brought back what was lost since', async () => {
  const { failed } = await fc.check(endsEqual(true), { numRuns: 1000, endOnFailure: true });
  expect(failed).toBe(true);
});

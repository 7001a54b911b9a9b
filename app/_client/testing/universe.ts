import type { TaskId } from '../../../server/domain/ids.ts';
import type { SyncEntry } from '../../../server/sync/schema.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { createApply } from '../live/apply.ts';
import type { Apply } from '../live/apply.ts';
import { CallError } from '../sending/call-error.ts';
import { doStep } from './intents.ts';
import { createModelServer } from './model-server.ts';
import { opId, projectId, projectRow, userId, workspaceId } from './rows.ts';
import type { Moment, Schedule } from './schedule.ts';
import { createWorld } from './world.ts';
import type { OpLog } from '../sending/op-log.ts';
import type { Send } from '../sending/parcel.ts';

type Call = { procedure: string; input: unknown };
/** What the log of the workspace says of a task, or that somebody sees it all or nothing from here on. */
type Logged =
  | { taskId: TaskId; opId: string; isRestored: boolean; sight?: undefined }
  | { sight: { who: number; sees: boolean } };
/** `seen` is what the server found when it looked; null before that, and where it shows nothing at all. */
type Reading = { mark: number; seen: { rows: TaskOutput[]; sees: boolean } | null };

/** What can be planted in a page, to see that it is found. */
export type Plant =
  | 'outbox-dropped-on-error'
  | 'field-lost-in-rebase'
  | 'retry-without-op-id'
  | 'deleted-resurrects';

type Parcel = { ops: { opId: string; input: Record<string, unknown> }[] };

/** What a planted bug does to what is sent. */
const tampers: { [P in Plant]?: (send: Send, log: OpLog) => Send } = {
  'outbox-dropped-on-error': (send, log) => async (procedure, input) => {
    try {
      return await send(procedure, input);
    } catch (error) {
      const gone = (await log.list(userId)).slice(0, (input as Parcel).ops.length);
      await log.settle({ gone, refused: [], changed: [] });
      throw error;
    }
  },
  'field-lost-in-rebase': (send) => {
    const seen = new Set<string>();
    return (procedure, input) => {
      const { ops } = input as Parcel;
      const changed = ops.map((op) => {
        const isRetry = seen.has(op.opId);
        seen.add(op.opId);
        return isRetry && 'set' in op.input ? { ...op, input: { ...op.input, set: {} } } : op;
      });
      return send(procedure, { ...(input as Parcel), ops: changed });
    };
  },
  'retry-without-op-id': (send) => {
    const seen = new Map<string, string>();
    return async (procedure, input) => {
      const { ops } = input as Parcel;
      const renamed = ops.map((op) => {
        const id = seen.has(op.opId) ? opId(Number(op.opId.slice(-11)) + 50_000) : op.opId;
        seen.set(op.opId, id);
        return { ...op, opId: id };
      });
      const answer = (await send(procedure, { ...(input as Parcel), ops: renamed })) as {
        answers: object[];
      };
      const answers = answer.answers.map((one, at) => ({ ...one, opId: ops[at]?.opId }));
      return { ...answer, answers };
    };
  },
};

const byId = (rows: readonly TaskOutput[]) => rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
const ownerOf = (id: string) => Math.floor(Number(id.slice(-11)) / 100_000);

/** A server with a log that pages hear of, and what each page may see of it. */
function createServer(pages: number) {
  const server = createModelServer();
  const log: Logged[] = [];
  const sees = Array.from({ length: pages }, () => true);
  const calls: Call[] = [];
  const call = server.call.bind(server);

  /** As the page's own server is asked: who sees nothing may do nothing. */
  server.call = (procedure, input) => {
    const { opId: by } = input as { opId: string };
    if (!sees[ownerOf(by)]) throw new CallError('NOT_FOUND', 'not for you');
    const before = new Map(server.tasks);
    const count = server.applied();
    const answer = call(procedure, input);
    if (server.applied() > count) calls.push({ procedure, input });
    for (const [id, task] of server.tasks) {
      const was = before.get(id);
      if (was === task) continue;
      const isRestored = typeof was?.deletedAt === 'string' && task.deletedAt === null;
      log.push({ taskId: id as TaskId, opId: by, isRestored });
    }
    return answer;
  };

  return {
    server,
    log,
    /** Every call that had an effect, in the order in which it had. */
    calls,
    sees,
    visibleTo: (who: number) => (sees[who] ? server.visible() : []),
    look: (who: number) => ({ rows: sees[who] ? server.visible() : [], sees: sees[who] === true }),
    turn(who: number): void {
      sees[who] = !sees[who];
      log.push({ sight: { who, sees: sees[who] === true } });
    },
  };
}
type Server = ReturnType<typeof createServer>;

/** One page that follows the log, and what it has asked for. */
function createFollower(shared: Server, who: number, plant: Plant | null) {
  const { server, log } = shared;
  const readings: Reading[] = [];
  const meant = new Map<string, Call>();
  const groups: string[] = [];
  let applying: Apply | null = null;
  let position = 0;
  const tamper = plant === null ? undefined : tampers[plant];
  const world = createWorld(
    { onState: () => applying?.settle() },
    { server: serverOf(), nth: who, ...(tamper && { tamper }) },
  );

  /** The server as this page finds it. */
  function serverOf() {
    return { ...server, visible: () => shared.visibleTo(who) };
  }

  function follow(): Apply {
    const { store, outbox } = world;
    const run = outbox.run.bind(outbox);
    outbox.run = (procedure, input) => {
      const sent = run(procedure, input);
      meant.set(sent.opId, { procedure, input: { ...input, opId: sent.opId } });
      return sent;
    };
    if (plant === 'deleted-resurrects') {
      const put = store.put.bind(store);
      store.put = (table, rows) => put(table, rows);
    }
    return createApply({
      store,
      want: (what) => what === 'shown' && ask(),
      isShown: () => false,
      isOfUse: () => true,
      forgetProject: () => {
        store.tables.tasks.prune(() => true, new Set(), Number.POSITIVE_INFINITY);
      },
      linger: () => undefined,
      isOwn: (id) => ownerOf(id) === who && !world.refused.some((op) => op.opId === id),
      isPending: (id) => outbox.pending().some((op) => op.opId === id),
    });
  }

  const ask = () => void readings.push({ mark: world.store.mark(), seen: null });

  function entriesOf(one: Logged, seq: number): SyncEntry[] {
    if (one.sight) {
      const kind = one.sight.sees ? 'scope.gained' : 'scope.lost';
      return one.sight.who === who ? [{ kind, projectId }] : [];
    }
    if (!shared.sees[who]) return [];
    const at = { kind: 'change', seq, n: 0, at: '', entity: 'task', projectId } as const;
    const task = shared.visibleTo(who).find(({ id }) => id === one.taskId) ?? null;
    const by = ownerOf(one.opId) === who ? opId(Number(one.opId.slice(-11))) : null;
    const type = one.isRestored ? 'task.restored' : 'task.updated';
    const { taskId } = one;
    const change = {
      ...at,
      type,
      entityId: taskId,
      taskId,
      actorId: null,
      task,
      opId: by,
    } as const;
    return one.isRestored ? [change, { kind: 'scope.gained', projectId }] : [change];
  }

  function tell(from: number, count: number): void {
    const told = log.slice(from, from + count);
    const entries = told.flatMap((one, at) => entriesOf(one, from + at));
    applying?.apply({ kind: 'entries', workspaceId, entries });
    position = from + told.length;
  }

  function answer(at: number): void {
    const [reading] = readings.splice(at % (readings.length || 1), 1);
    if (!reading) return;
    const { store } = world;
    const { rows, sees } = reading.seen ?? shared.look(who);
    store.batch(() => {
      if (sees) store.put('projects', [projectRow()], reading.mark);
      store.put('tasks', rows, reading.mark);
      store.tables.tasks.prune(() => true, new Set(rows.map(({ id }) => id)), reading.mark);
    });
  }

  async function crash(arrives: boolean): Promise<void> {
    readings.length = 0;
    applying = null;
    position = log.length;
    await world.reload(arrives);
    // What was heard while it read comes once more.
    applying = follow();
  }

  world.start();
  applying = follow();

  return { world, meant, groups, ask, answer, crash, readings, tell, at: () => position };
}

/** Some pages and a server, that live through a schedule. */
export async function live({ pages, moments }: Schedule, plant: Plant | null = null) {
  const shared = createServer(pages);
  const followers = Array.from({ length: pages }, (_, who) => createFollower(shared, who, plant));
  const at = (who: number) => followers[who % pages] as (typeof followers)[number];
  for (const moment of moments) await pass(at(moment.who), moment);
  await heal();
  return { shared, followers };

  async function pass(page: ReturnType<typeof at>, moment: Moment): Promise<void> {
    const { world } = page;
    if (moment.kind === 'step') doStep(world, moment.step, page.groups);
    else if (moment.kind === 'decide') await world.decide(moment.at, moment.fate);
    else if (moment.kind === 'again') world.sendAgain(moment.at);
    else if (moment.kind === 'wake') await world.wake();
    else if (moment.kind === 'crash') await page.crash(moment.arrives);
    else if (moment.kind === 'rights') shared.turn(moment.who % pages);
    else if (moment.kind === 'hear') page.tell(Math.max(0, page.at() - moment.back), moment.count);
    else if (moment.kind === 'ask') page.ask();
    else if (moment.kind === 'answer') page.answer(moment.at);
    else {
      const reading = page.readings[moment.at % (page.readings.length || 1)];
      if (reading) reading.seen ??= shared.look(moment.who % pages);
    }
  }

  /** The faults end: all is sent, all is heard, all is read. */
  async function heal(): Promise<void> {
    for (const { world } of followers) await world.heal();
    for (const page of followers) {
      for (; page.at() < shared.log.length;) page.tell(page.at(), 1);
      while (page.readings.length > 0) page.answer(0);
    }
  }
}

/** What is wrong at the end of a life, in words; nothing where all is well. */
export function faultsOf({ shared, followers }: Awaited<ReturnType<typeof live>>): string[] {
  const faults: string[] = [];
  const meant = new Map(followers.flatMap((page) => [...page.meant]));
  const done = new Map(shared.calls.map((call) => [opIdOf(call), call]));
  for (const [who, { world }] of followers.entries()) {
    if (JSON.stringify(world.shown()) !== JSON.stringify(byId(shared.visibleTo(who))))
      faults.push(`page ${who} shows something else than the server has`);
    for (const { opId: id } of world.refused) meant.delete(id);
  }
  for (const id of meant.keys()) if (!done.has(id)) faults.push(`${id} vanished`);
  for (const [id, call] of done) {
    const own = followers[ownerOf(id)]?.meant.get(id);
    if (!own) faults.push(`${id} was done, and nobody meant it`);
    else if (wordsOf(own) !== wordsOf(call)) faults.push(`${id} was done otherwise than meant`);
  }
  if (done.size < shared.calls.length) faults.push('an operation had its effect twice');
  return faults;
}

const opIdOf = ({ input }: Call) => (input as { opId: string }).opId;

/** What a call says, but for its neighbours: without one that was never made it has another place. */
function wordsOf({ procedure, input }: Call): string {
  const { before: _, after: __, workspaceId: ___, ...fields } = input as Record<string, unknown>;
  return JSON.stringify([
    procedure,
    Object.entries(fields).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  ]);
}

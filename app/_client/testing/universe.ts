import { isDeepStrictEqual } from 'node:util';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { createApply } from '../live/apply.ts';
import type { Apply } from '../live/apply.ts';
import type { Part } from '../live/read-copy.ts';
import type { Store } from '../store/store.ts';
import { doStep } from './intents.ts';
import { createModel, ownerOf } from './model-log.ts';
import type { Call, Door, Seen, Server } from './model-log.ts';
import { opId, projectRow, userId } from './rows.ts';
import type { Moment, Schedule } from './schedule.ts';
import { createWorld, takeComments } from './world.ts';
import type { KeptRows, Sight } from './world.ts';
import type { OpLog } from '../sending/op-log.ts';
import type { Send } from '../sending/parcel.ts';

/** What is read: a part, what is said on one task, or all of it. */
type Of = { part?: Part; commentsOn?: string };
/** `seen` is null before the server looked. */
type Reading = Of & { mark: number; seen: Seen | null };

/** What can be planted in a page, to see that it is found. */
export type Plant =
  | 'outbox-dropped-on-error'
  | 'field-lost-in-rebase'
  | 'retry-without-op-id'
  | 'deleted-resurrects'
  | 'kept-while-unsure'
  | 'reset-read-once';

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

const byId = <T extends { id: string }>(rows: readonly T[]) =>
  rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
const idsOf = (rows: readonly { id: string }[]) => new Set(rows.map(({ id }) => id));

/** Takes what was read as `readCopy` and `readComments` do. */
function takeRead(store: Store, { tasks: all, comments: said }: Sight, reading: Reading): void {
  const { mark, part, commentsOn } = reading;
  if (commentsOn !== undefined) {
    const isSeen = all.some(({ id }) => id === commentsOn);
    return isSeen ? takeComments(store, said, { taskId: commentsOn, mark }) : undefined;
  }
  const taskId = part?.taskId;
  const rows = taskId === undefined ? all : all.filter((task) => isBelow(all, task, taskId));
  const ids = idsOf(rows);
  const comments = said.filter((one) => ids.has(one.taskId));
  store.put('tasks', rows, mark);
  store.put('comments', comments, mark);
  const kept = idsOf(comments);
  store.tables.comments.keepOnly((one) => ids.has(one.taskId), kept, mark);
  if (taskId !== undefined && rows.length === 0) store.lose('tasks', taskId, mark);
  if (part) return;
  store.tables.tasks.keepOnly(() => true, ids, mark);
  store.tables.comments.keepOnly(() => true, kept, mark);
}

function isBelow(all: readonly TaskOutput[], task: TaskOutput, taskId: string): boolean {
  if (task.id === taskId) return true;
  const parent = all.find(({ id }) => id === task.parentId);
  return parent !== undefined && isBelow(all, parent, taskId);
}

/** One page that follows the log, and what it has asked for. */
function createFollower(door: Door, who: number, plant: Plant | null) {
  const readings: Reading[] = [];
  const meant = new Map<string, Call>();
  const groups: string[] = [];
  let applying: Apply | null = null;
  let own = new Set<string>();
  let device: { rows: KeptRows; place: unknown } | null = null;
  const tamper = plant === null ? undefined : tampers[plant];
  const world = createWorld(
    { onState: () => applying?.settle() },
    { host: door, nth: who, ...(tamper && { tamper }) },
  );

  function follow(): Apply {
    const { store, outbox } = world;
    const run = outbox.run.bind(outbox);
    own = new Set();
    outbox.run = (procedure, input) => {
      const sent = run(procedure, input);
      own.add(sent.opId);
      meant.set(sent.opId, { procedure, input: { ...input, opId: sent.opId } });
      return sent;
    };
    if (plant === 'deleted-resurrects') {
      const put = store.put.bind(store);
      store.put = (table, rows) => put(table, rows);
    }
    return createApply({
      store,
      want(what, id, part) {
        if (what === 'comments') ask({ commentsOn: id });
        else if (part) ask({ part });
        else if (what === 'shown' || what === 'workspace') ask();
      },
      isKept: () => true,
      isShown: () => false,
      isOfUse: () => true,
      forgetProject(id) {
        store.forgetProject(id);
        own.clear();
      },
      linger: () => undefined,
      isOwn: (id) => own.has(id) && !world.refused.some((op) => op.opId === id),
      isPending: (id) => outbox.pending().some((op) => op.opId === id),
      isSending: () => plant !== 'reset-read-once' && outbox.pending().length > 0,
    });
  }

  const ask = (of: Of = {}) => void readings.push({ mark: world.store.mark(), seen: null, ...of });

  /** @returns whether the log goes on */
  async function hear(back: number, count: number): Promise<boolean> {
    const { events, isMore } = await door.hear(back, count);
    for (const event of events) applying?.apply(event);
    return isMore;
  }

  async function look(at: number): Promise<void> {
    const reading = readings[at % (readings.length || 1)];
    if (reading) reading.seen ??= await door.look();
  }

  async function answer(at: number): Promise<void> {
    const [reading] = readings.splice(at % (readings.length || 1), 1);
    if (!reading) return;
    const { store } = world;
    const { sees, ...seen } = reading.seen ?? (await door.look());
    store.batch(() => {
      if (sees) store.put('projects', [projectRow()], reading.mark);
      takeRead(store, seen, reading);
    });
  }

  async function crash(arrives: boolean): Promise<void> {
    readings.length = 0;
    applying = null;
    await door.restart(device?.place);
    await world.reload(arrives, device?.rows);
    // What was heard while it read comes once more.
    applying = follow();
  }

  function keep(): void {
    const { outbox, store } = world;
    const isSure = readings.length === 0 && outbox.pending().length === 0 && !applying?.isHolding();
    if (!isSure && plant !== 'kept-while-unsure') return;
    const { projects, tasks, comments } = store.tables;
    const rows = {
      projects: [...projects.rows.values()],
      tasks: [...tasks.rows.values()],
      comments: [...comments.rows.values()],
    };
    device = { rows, place: door.place() };
  }

  world.start();
  applying = follow();

  return { world, meant, groups, ask, look, answer, crash, keep, readings, hear };
}

type Lived = {
  /** The model unless said. */
  server?: Server;
  plant?: Plant | null;
  /** How the moments pass: one after another unless said. */
  play?: (moments: readonly Moment[], pass: Pass) => Promise<void>;
};
export type Pass = (moment: Moment) => Promise<void>;

async function inTurn(moments: readonly Moment[], pass: Pass): Promise<void> {
  for (const moment of moments) await pass(moment);
}

/** Some pages and a server, that live through a schedule. */
export async function live({ pages, moments }: Schedule, lived: Lived = {}) {
  const { server = createModel(pages), plant = null, play = inTurn } = lived;
  const followers = server.doors.map((door, who) => createFollower(door, who, plant));
  await play(moments, pass);
  await heal();
  return { server, followers };

  async function pass(moment: Moment): Promise<void> {
    const who = moment.who % pages;
    const page = followers[who] as (typeof followers)[number];
    const { world } = page;
    if (moment.kind === 'step') doStep(world, moment.step, page.groups);
    else if (moment.kind === 'decide') await world.decide(moment.at, moment.fate);
    else if (moment.kind === 'again') await world.sendAgain(moment.at);
    else if (moment.kind === 'wake') await world.wake();
    else if (moment.kind === 'crash') await page.crash(moment.arrives);
    else if (moment.kind === 'keep') page.keep();
    else if (moment.kind === 'rights') await server.turn(who);
    else if (moment.kind === 'floor') await server.raiseFloor();
    else if (moment.kind === 'hear') await page.hear(moment.back, moment.count);
    else if (moment.kind === 'ask') page.ask();
    else if (moment.kind === 'answer') await page.answer(moment.at);
    else await page.look(moment.at);
  }

  /** The faults end: all is sent, all is heard, all is read. */
  async function heal(): Promise<void> {
    for (const { world } of followers) await world.heal();
    for (const page of followers) {
      while (await page.hear(0, 1));
      while (page.readings.length > 0) await page.answer(0);
    }
  }
}

/** What is wrong at the end of a life, in words; nothing where all is well. */
export async function faultsOf({
  server,
  followers,
}: Awaited<ReturnType<typeof live>>): Promise<string[]> {
  const faults: string[] = [];
  const meant = new Map(followers.flatMap((page) => [...page.meant]));
  const calls = await server.calls();
  const done = new Map(calls.map((call) => [opIdOf(call), call]));
  for (const [who, { world }] of followers.entries()) {
    const { tasks, comments } = await server.doors[who]!.visible();
    if (!isDeepStrictEqual(world.shown(), byId(tasks)))
      faults.push(`page ${who} shows something else than the server has`);
    if (!isDeepStrictEqual(world.shownComments(), byId(comments)))
      faults.push(`page ${who} shows other comments than the server has`);
    for (const { opId: id } of world.refused) meant.delete(id);
  }
  for (const id of meant.keys()) if (!done.has(id)) faults.push(`${id} vanished`);
  for (const [id, call] of done) {
    const own = followers[ownerOf(id)]?.meant.get(id);
    if (!own) faults.push(`${id} was done, and nobody meant it`);
    else if (wordsOf(own) !== wordsOf(call)) faults.push(`${id} was done otherwise than meant`);
  }
  if (done.size < calls.length) faults.push('an operation had its effect twice');
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

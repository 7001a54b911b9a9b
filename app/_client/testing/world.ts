import type { OpId } from '../../../server/domain/ids.ts';
import type { SyncPushOutput } from '../../../server/sync/schema.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { createEffects } from '../effects/effects.ts';
import { CallError } from '../sending/call-error.ts';
import { createMemoryLog } from '../sending/op-log.ts';
import type { KeptOp, OpLog } from '../sending/op-log.ts';
import { createOutbox } from '../sending/outbox.ts';
import type { OutboxParts, OutboxState } from '../sending/outbox.ts';
import type { Send } from '../sending/parcel.ts';
import { createCell } from '../store/cell.ts';
import { createStore } from '../store/store.ts';
import type { Rows } from '../store/rows.ts';
import { createModelServer } from './model-server.ts';
import { opId, taskId, userId, workspaceId } from './rows.ts';

/** What can become of a request: one operation in it is refused, or breaks the server; only the first is done; … */
export const fates = [
  'ok',
  'refused',
  'fault',
  'cut short',
  'lost',
  'answer lost',
  'signed out',
] as const;
export type Fate = (typeof fates)[number];

type Sent = { opId: string; procedure: string; input: Record<string, unknown> };
type Flight = {
  ops: Sent[];
  resolve: (answer: unknown) => void;
  reject: (error: Error) => void;
};
type Answers = Extract<SyncPushOutput, { status: 'done' }>['answers'];

type Shared = {
  server?: ReturnType<typeof createModelServer>;
  /** Counts the pages that share a server: each makes ids of its own. */
  nth?: number;
  /** Does something to what is sent. */
  tamper?: (send: Send, log: OpLog) => Send;
};
const idsEach = 100_000;

/** A page's store and outbox against a model server; a test decides what becomes of each request, and when. */
export function createWorld(over: Partial<OutboxParts> = {}, shared: Shared = {}) {
  const { server = createModelServer(), nth = 0, tamper = (send) => send } = shared;
  const log = createMemoryLog();
  const flights: Flight[] = [];
  const parcels: Sent[][] = [];
  let timers: (() => void)[] = [];
  const refused: KeptOp[] = [];
  const order: string[] = [];
  const calls = new Map<string, Sent>();
  const said: { state: OutboxState } = { state: { pending: 0, stuck: false, outdated: false } };
  let ops = nth * idsEach;
  let tasks = nth * idsEach;
  let page = openPage();

  function send(_: string, input: unknown): Promise<unknown> {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const parcel = (input as { ops: Sent[] }).ops;
    for (const op of parcel) calls.set(op.opId, op);
    parcels.push(parcel);
    flights.push({ ops: parcel, resolve, reject });
    return promise;
  }

  function openPage() {
    const store = createStore();
    const signedOut = createCell(false);
    const outbox = createOutbox({
      store,
      log,
      effects: createEffects,
      userId: () => userId,
      send: tamper(send, log),
      exclusive: (work) => work(),
      refresh: async (rows, isStrange) => {
        store.batch(() => {
          if (isStrange) store.put('tasks', server.visible());
          for (const { id } of rows) {
            const row = server.visible().find((task) => task.id === id);
            if (row) store.put('tasks', [row]);
            else store.lose('tasks', id);
          }
        });
        await Promise.resolve();
      },
      now: () => '2026-01-02T00:00:00.000Z',
      newOpId: () => opId((ops += 1)),
      later: (work) => void timers.push(work),
      say: () => undefined,
      onRefused: (refusal) => void refused.push(...refusal.ops),
      signedOut,
      onState: (state) => void (said.state = state),
      ...over,
    });
    return { store, outbox, signedOut };
  }

  function answer({ ops: parcel }: Pick<Flight, 'ops'>, at: number, fate: Fate): Answers {
    const done = fate === 'cut short' ? parcel.slice(0, 1) : parcel;
    const struck = done[at % done.length];
    return done.map((op) => {
      const id = op.opId as OpId;
      const known = order.includes(id);
      const refuse = (code: string) =>
        ({ opId: id, status: 'refused', code, message: 'no' }) as Answers[number];
      if (op === struck && !known && fate === 'refused') return refuse('FORBIDDEN');
      if (op === struck && !known && fate === 'fault') return refuse('INTERNAL_SERVER_ERROR');
      try {
        const output = server.call(op.procedure, { ...op.input, opId: id });
        if (!known) order.push(id);
        return { opId: id, status: 'ok', seq: order.length, output };
      } catch (error) {
        if (!(error instanceof CallError)) throw error;
        return refuse(error.code);
      }
    });
  }

  /** Decides one request that is under way; where one operation is struck, it is the `at`th. */
  async function decide(at: number, fate: Fate): Promise<void> {
    await settle();
    const [flight] = flights.splice(at % Math.max(1, flights.length), 1);
    if (!flight) return;
    if (fate === 'signed out') flight.reject(new CallError('UNAUTHORIZED', 'sign in'));
    else if (fate === 'lost') flight.reject(new CallError('UNREACHABLE', 'lost'));
    else {
      const answers = answer(flight, at, fate);
      if (fate === 'answer lost') flight.reject(new CallError('UNREACHABLE', 'lost'));
      else flight.resolve({ status: 'done', answers } satisfies SyncPushOutput);
    }
    await settle();
  }

  async function wake(): Promise<void> {
    await settle();
    const due = timers;
    timers = [];
    for (const timer of due) timer();
    await settle();
  }

  return {
    server,
    log,
    get store() {
      return page.store;
    },
    get outbox() {
      return page.outbox;
    },
    get signedOut() {
      return page.signedOut;
    },
    flights,
    /** What the outbox says of itself. */
    said,
    refused,
    newTaskId: () => taskId((tasks += 1)),
    order,
    settle,
    decide,
    wake,
    /** What was sent once arrives once more, late; nobody waits for its answer. */
    sendAgain(at: number): void {
      const ops = parcels[at % (parcels.length || 1)];
      if (ops) answer({ ops }, 0, 'ok');
    },
    /** The page goes; what it sent may have arrived. It is opened again, and reads what the server has. */
    async reload(hasArrived: boolean): Promise<void> {
      await settle();
      timers = [];
      for (const flight of flights.splice(0)) if (hasArrived) answer(flight, 0, 'ok');
      page = openPage();
      page.store.put('workspaces', [{ id: workspaceId } as Rows['workspaces']]);
      page.store.put('tasks', server.visible());
      await page.outbox.look();
      await settle();
    },
    /** The faults end: everything is delivered. */
    async heal(): Promise<void> {
      for (let turn = 0; page.outbox.pending().length > 0; turn += 1) {
        if (turn > 10_000) throw new Error('the outbox does not empty');
        page.signedOut.set(false);
        await wake();
        while (flights.length > 0) await decide(0, 'ok');
      }
    },
    /** What a server would show that got the same calls one after another, as the person made them. */
    inTurn(): { rows: TaskOutput[]; refused: number } {
      const other = createModelServer();
      let refusals = 0;
      for (const [, op] of [...calls].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
        try {
          other.call(op.procedure, { ...op.input, opId: op.opId });
        } catch (error) {
          if (!(error instanceof CallError)) throw error;
          refusals += 1;
        }
      }
      return { rows: other.visible(), refused: refusals };
    },
    /** The page's tasks, by id. */
    shown: () =>
      [...page.store.tables.tasks.rows.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    start(): void {
      page.store.put('workspaces', [{ id: workspaceId } as Rows['workspaces']]);
    },
  };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
}

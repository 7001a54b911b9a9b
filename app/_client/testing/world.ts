import type { OpId } from '../../../server/domain/ids.ts';
import type { SyncPushOutput } from '../../../server/sync/schema.ts';
import type { CommentOutput } from '../../../server/comment/schema.ts';
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
import type { Store } from '../store/store.ts';
import type { Rows, TableName } from '../store/rows.ts';
import { createModelServer } from './model-server.ts';
import { commentId, opId, taskId, userId, workspaceId } from './rows.ts';

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

export type Sent = { opId: string; procedure: string; input: Record<string, unknown> };
type Flight = {
  ops: Sent[];
  resolve: (answer: unknown) => void;
  reject: (error: Error) => void;
};
export type Answers = Extract<SyncPushOutput, { status: 'done' }>['answers'];

/** What a person sees: tasks, and what is said on them. */
export type Sight = { tasks: TaskOutput[]; comments: CommentOutput[] };

/** What a page asks of a server, which answers at once or later. */
export type Host = {
  push(ops: Sent[]): Answers | Promise<Answers>;
  visible(): Sight | Promise<Sight>;
};

/** A model server as a page finds it. */
export function hostOf(server: ReturnType<typeof createModelServer>): Host {
  return {
    visible: () => ({ tasks: server.visible(), comments: server.visibleComments() }),
    push: (ops) =>
      ops.map((op) =>
        answerOf(op.opId as OpId, () => server.call(op.procedure, { ...op.input, opId: op.opId })),
      ),
  };
}

function answerOf(opId: OpId, call: () => unknown): Answers[number] {
  try {
    return { opId, status: 'ok', seq: null, output: call() };
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    return refusalOf(opId, error.code);
  }
}

const refusalOf = (opId: string, code: string) =>
  ({ opId, status: 'refused', code, message: 'no' }) as Answers[number];

/** What a device has of a page's rows. */
export type KeptRows = Sight & { projects: Rows['projects'][] };

type Shared = {
  server?: ReturnType<typeof createModelServer>;
  /** What the page asks; the server unless said. */
  host?: Host;
  /** Counts the pages that share a server: each makes ids of its own. */
  nth?: number;
  /** Does something to what is sent. */
  tamper?: (send: Send, log: OpLog) => Send;
};
/** So many operations, and tasks, a page can make. */
export const idsEach = 100_000;
const refusals: { [F in Fate]?: string } = { refused: 'FORBIDDEN', fault: 'INTERNAL_SERVER_ERROR' };

/** Takes what was read of all that is said on a task, as the page does. */
export function takeComments(
  store: Store,
  comments: readonly CommentOutput[],
  { taskId: id, mark }: { taskId: string; mark: number },
): void {
  const rows = comments.filter((one) => one.taskId === id);
  store.put('comments', rows, mark);
  const keep = new Set<string>(rows.map((one) => one.id));
  store.tables.comments.keepOnly((one) => one.taskId === id, keep, mark);
}

/** The mark of what a device kept: older than all that the page is told. */
const asOfBefore = -1;

/** A page's store and outbox against a model server; a test decides what becomes of each request, and when. */
export function createWorld(over: Partial<OutboxParts> = {}, shared: Shared = {}) {
  const { server = createModelServer(), nth = 0, tamper = (send) => send } = shared;
  const { host = hostOf(server) } = shared;
  const log = createMemoryLog();
  const flights: Flight[] = [];
  const parcels: Sent[][] = [];
  const reading = new Set<Promise<unknown>>();
  let timers: (() => void)[] = [];
  const refused: KeptOp[] = [];
  const order: string[] = [];
  const calls = new Map<string, Sent>();
  const said: { state: OutboxState } = { state: { pending: 0, stuck: false, outdated: false } };
  let ops = nth * idsEach;
  let tasks = nth * idsEach;
  let comments = nth * idsEach;
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
        const mark = store.mark();
        const { tasks: visible, comments } = await read();
        const of = (table: TableName) => rows.filter((row) => row.table === table);
        const on = of('comments').map(
          ({ id, within }) => store.tables.comments.base(id)?.taskId ?? within.taskId,
        );
        store.batch(() => {
          if (isStrange || on.includes(undefined)) {
            store.put('tasks', visible, mark);
            store.put('comments', comments, mark);
          }
          for (const { id } of of('tasks')) {
            const row = visible.find((task) => task.id === id);
            if (row) store.put('tasks', [row], mark);
            else store.lose('tasks', id);
          }
          for (const { id } of visible)
            if (on.includes(id)) takeComments(store, comments, { taskId: id, mark });
        });
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

  /** Reads what the person sees; `settle` waits for it. */
  async function read(): Promise<Sight> {
    const answer = host.visible();
    if (!(answer instanceof Promise)) return answer;
    reading.add(answer);
    try {
      return await answer;
    } finally {
      reading.delete(answer);
    }
  }

  async function settle(): Promise<void> {
    for (;;) {
      for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
      if (reading.size === 0) return;
      await Promise.allSettled(reading);
    }
  }

  async function answer(
    { ops: parcel }: Pick<Flight, 'ops'>,
    at: number,
    fate: Fate,
  ): Promise<Answers> {
    const done = fate === 'cut short' ? parcel.slice(0, 1) : parcel;
    const code = refusals[fate];
    const aimedAt = code === undefined ? undefined : done[at % done.length];
    const struck = aimedAt && !order.includes(aimedAt.opId) ? aimedAt : undefined;
    const told = await host.push(done.filter((op) => op !== struck));
    for (const { opId: id, status } of told)
      if (status === 'ok' && !order.includes(id)) order.push(id);
    const all = new Map(told.map((one) => [one.opId as string, one]));
    if (code && struck) all.set(struck.opId, refusalOf(struck.opId, code));
    const unanswered = done.findIndex((op) => !all.has(op.opId));
    return done.slice(0, unanswered < 0 ? done.length : unanswered).map((op) => all.get(op.opId)!);
  }

  /** It arrives while nobody waits for what comes of it. */
  async function arrive(ops: Sent[]): Promise<void> {
    try {
      await answer({ ops }, 0, 'ok');
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
    }
  }

  /** Decides one request that is under way; where one operation is struck, it is the `at`th. */
  async function decide(at: number, fate: Fate): Promise<void> {
    await settle();
    const [flight] = flights.splice(at % Math.max(1, flights.length), 1);
    if (!flight) return;
    try {
      if (fate === 'signed out') throw new CallError('UNAUTHORIZED', 'sign in');
      if (fate === 'lost') throw new CallError('UNREACHABLE', 'lost');
      const answers = await answer(flight, at, fate);
      if (fate === 'answer lost') throw new CallError('UNREACHABLE', 'lost');
      flight.resolve({ status: 'done', answers } satisfies SyncPushOutput);
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      flight.reject(error);
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
    newCommentId: () => commentId((comments += 1)),
    /** True for a comment of this page's person: others' are not theirs to change. */
    isOwn: (id: string) => Math.floor(Number(id.slice(-11)) / idsEach) === nth,
    order,
    settle,
    decide,
    wake,
    /** What was sent once arrives once more, late; nobody waits for its answer. */
    async sendAgain(at: number): Promise<void> {
      const ops = parcels[at % (parcels.length || 1)];
      if (ops) await arrive(ops);
    },
    /** The page goes; what it sent may have arrived. It is opened again with what its device kept, or the server has. */
    async reload(hasArrived: boolean, kept?: KeptRows): Promise<void> {
      await settle();
      timers = [];
      for (const flight of flights.splice(0)) if (hasArrived) await arrive(flight.ops);
      page = openPage();
      page.store.put('workspaces', [{ id: workspaceId } as Rows['workspaces']]);
      if (kept) page.store.put('projects', kept.projects);
      const { tasks: rows, comments } = kept ?? (await read());
      page.store.put('tasks', rows, asOfBefore);
      page.store.put('comments', comments, asOfBefore);
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
    /** What is said on them, by id. */
    shownComments: () =>
      [...page.store.tables.comments.rows.values()]
        .filter((one) => page.store.get('tasks', one.taskId) !== undefined)
        .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    start(): void {
      page.store.put('workspaces', [{ id: workspaceId } as Rows['workspaces']]);
    },
  };
}

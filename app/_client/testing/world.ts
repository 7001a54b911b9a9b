import type { TaskOutput } from '../../../server/task/schema.ts';
import type { WriteName } from '../contract.ts';
import { createEffects } from '../effects/effects.ts';
import { CallError } from '../sending/call-error.ts';
import { createOutbox } from '../sending/outbox.ts';
import type { Op, OutboxParts } from '../sending/outbox.ts';
import { createCell } from '../store/cell.ts';
import { createStore } from '../store/store.ts';
import type { Rows } from '../store/rows.ts';
import { createModelServer } from './model-server.ts';
import { opId, taskId, workspaceId } from './rows.ts';

export const fates = ['ok', 'refused', 'lost', 'answer lost', 'signed out'] as const;
export type Fate = (typeof fates)[number];
type Flight = {
  procedure: string;
  input: unknown;
  resolve: (answer: unknown) => void;
  reject: (error: Error) => void;
};

/** A page's store and outbox against a model server; a test decides what becomes of each request, and when. */
export function createWorld(over: Partial<OutboxParts> = {}) {
  const server = createModelServer();
  const store = createStore();
  const flights: Flight[] = [];
  const timers: (() => void)[] = [];
  const refused: Op[] = [];
  const order: string[] = [];
  const sent = new Map<string, Pick<Flight, 'procedure' | 'input'>>();
  const signedOut = createCell(false);
  const said = { state: { pending: 0, stuck: false } };
  let ops = 0;
  let tasks = 0;

  const outbox = createOutbox({
    store,
    effects: createEffects,
    send: (procedure: WriteName, input: unknown) => {
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      sent.set((input as { opId: string }).opId, { procedure, input });
      flights.push({ procedure, input, resolve, reject });
      return promise;
    },
    refresh: async (rows) => {
      store.batch(() => {
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
    onRefused: (op, _, alongside) => void refused.push(op, ...alongside),
    signedOut,
    onState: (state) => void (said.state = state),
    ...over,
  });

  /** Decides one request that is under way. */
  async function decide(at: number, fate: Fate): Promise<void> {
    const [flight] = flights.splice(at % Math.max(1, flights.length), 1);
    if (!flight) return;
    const known = order.includes((flight.input as { opId: string }).opId);
    if (fate === 'refused' && !known) flight.reject(new CallError('FORBIDDEN', 'no'));
    else if (fate === 'signed out') flight.reject(new CallError('UNAUTHORIZED', 'sign in'));
    else if (fate === 'lost' || fate === 'refused')
      flight.reject(new CallError('UNREACHABLE', 'lost'));
    else {
      try {
        const answer = server.call(flight.procedure, flight.input);
        if (!known) order.push((flight.input as { opId: string }).opId);
        if (fate === 'answer lost') flight.reject(new CallError('UNREACHABLE', 'lost'));
        else flight.resolve(answer);
      } catch (error) {
        flight.reject(error as Error);
      }
    }
    await settle();
  }

  async function wake(): Promise<void> {
    for (const timer of timers.splice(0)) timer();
    await settle();
  }

  return {
    server,
    store,
    outbox,
    flights,
    signedOut,
    /** What the outbox says of itself. */
    said,
    refused,
    newTaskId: () => taskId((tasks += 1)),
    order,
    decide,
    wake,
    /** The faults end: everything is delivered. */
    async heal(): Promise<void> {
      for (let turn = 0; outbox.pending().length > 0; turn += 1) {
        if (turn > 10_000) throw new Error('the outbox does not empty');
        signedOut.set(false);
        await wake();
        while (flights.length > 0) await decide(0, 'ok');
      }
    },
    /** What a server would show that got the same calls one after another, as the person made them. */
    inTurn(): TaskOutput[] {
      const other = createModelServer();
      const calls = [...sent].toSorted(([a], [b]) => (a < b ? -1 : 1));
      for (const [, { procedure, input }] of calls) {
        try {
          other.call(procedure, input);
        } catch (error) {
          if (!(error instanceof CallError)) throw error;
        }
      }
      return other.visible();
    },
    /** The page's tasks, by id. */
    shown: () => [...store.tables.tasks.rows.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    start(): void {
      store.put('workspaces', [{ id: workspaceId } as Rows['workspaces']]);
    },
  };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
}

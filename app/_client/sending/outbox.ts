import type { OpId } from '../../../server/domain/ids.ts';
import type { InputOf, OutputOf, WriteName } from '../contract.ts';
import type { Effect, Landing, Scene, Touched } from '../effects/effect.ts';
import type { Effects } from '../effects/effects.ts';
import type { Cell } from '../store/cell.ts';
import type { Patch } from '../store/rows.ts';
import { sameValue } from '../store/same-row.ts';
import type { Store } from '../store/store.ts';
import { CallError, callErrorOf, isPassing } from './call-error.ts';
import { carried } from './carried.ts';
import { free, needs, reachOf, widened, withoutBeside } from './reach.ts';
import type { Reach } from './reach.ts';

/** What became of an intent: the server's answer, or why there is none. */
export type Outcome<P extends WriteName> =
  | { ok: true; output: OutputOf<P> }
  | { ok: false; error: CallError };

/** One intent under way: a typed call of the contract with its `opId`. */
export type Op<P extends WriteName = WriteName> = {
  readonly opId: OpId;
  readonly procedure: P;
  input: InputOf<P>;
  reach: Reach;
  patches: readonly Patch[];
  touched: readonly Touched[];
  attempts: number;
  /** The store's mark of when it was first sent: its answer may be as old as that. */
  sentAt: number;
  /** True once its answer is long in coming. */
  isLate: boolean;
  state: 'waiting' | 'sending' | 'resting';
  readonly finish: (outcome: Outcome<P>) => void;
};

export type OutboxState = {
  /** Operations that the server has not answered yet. */
  pending: number;
  /** True while operations wait for the server to be reachable, or to answer at last. */
  stuck: boolean;
};

export type OutboxParts = {
  store: Store;
  effects: (memory: (groupId: string) => readonly Touched[]) => Effects;
  send: (procedure: WriteName, input: unknown) => Promise<unknown>;
  refresh: Landing['refresh'];
  /** Set where the server says so; nothing is sent until it is false again. */
  signedOut: Cell<boolean>;
  now: () => string;
  newOpId: () => OpId;
  /** Runs something after so many milliseconds. */
  later: (work: () => void, milliseconds: number) => void;
  /** Told of each refused operation with those that had to go with it. */
  onRefused: (op: Op, error: CallError, alongside: readonly Op[]) => void;
  onState: (state: OutboxState) => void;
};

const mostAtOnce = 4;
const lateAfter = 5_000;
const mostServerFaults = 5;
const longestRest = 30_000;
const mostRemembered = 100;

/**
 * Takes intents: shows each at once, sends it at once, in order where two concern the same thing.
 * No answer: sent again with the same `opId`. Refused: exactly its patches go, what came later stays.
 */
export function createOutbox(parts: OutboxParts) {
  const { store } = parts;
  const memory = new Map<string, readonly Touched[]>();
  const effects = parts.effects((groupId) => memory.get(groupId) ?? []);
  let ops: Op[] = [];
  parts.signedOut.subscribe(pump);

  const scene = (): Scene => ({ store, now: parts.now() });
  const effectOf = (op: Op) => effects[op.procedure] as unknown as Effect<WriteName>;

  function report(): void {
    const stuck = ops.some((op) => op.attempts > 0 || op.isLate);
    parts.onState({ pending: ops.length, stuck });
  }

  function show(op: Op): void {
    const touched: Touched[] = [];
    const passed: string[] = [];
    store.batch(() => {
      for (const patch of op.patches) {
        const before = store.get(patch.table, patch.id);
        const stood = store.above(patch.id);
        store.addPatch(patch);
        const stands = store.above(patch.id);
        if (!sameValue(stood, stands)) passed.push(...stood, ...stands);
        const after = store.get(patch.table, patch.id);
        if (before || after)
          touched.push({ table: patch.table, id: patch.id, before, after } as Touched);
      }
    });
    op.touched = touched;
    const own = [
      ...op.patches.map(({ id }) => id),
      ...touched.flatMap((one) => carried(store, one)),
    ];
    op.reach = widened(op.reach, { own, beside: passed });
    remember(op.opId, touched);
  }

  function remember(groupId: string, touched: readonly Touched[]): void {
    memory.delete(groupId);
    memory.set(groupId, touched);
    for (const old of [...memory.keys()].slice(0, -mostRemembered)) memory.delete(old);
  }

  function hide(op: Op): void {
    store.batch(() => {
      for (const patch of op.patches) store.removePatch(patch);
    });
    op.patches = [];
  }

  function pump(): void {
    if (parts.signedOut.get()) return;
    let busy = ops.filter((op) => op.state === 'sending').length;
    for (const op of free(ops)) {
      if (op.state !== 'waiting' || busy >= mostAtOnce) continue;
      busy += 1;
      op.state = 'sending';
      void deliver(op);
    }
  }

  async function deliver(op: Op): Promise<void> {
    if (op.attempts === 0) {
      op.sentAt = store.mark();
      parts.later(() => late(op), lateAfter);
    }
    try {
      const output = (await parts.send(op.procedure, {
        ...op.input,
        opId: op.opId,
      })) as OutputOf<WriteName>;
      await land(op, output);
    } catch (cause) {
      const error = callErrorOf(cause);
      if (!retry(op, error)) refuse(op, error);
    }
    report();
    pump();
  }

  function late(op: Op): void {
    op.isLate = true;
    report();
  }

  async function land(op: Op, output: OutputOf<WriteName>): Promise<void> {
    const landing: Landing = {
      now: parts.now(),
      store: { ...store, put: (table, rows) => store.put(table, rows, op.sentAt) },
      touched: op.touched,
      refresh: parts.refresh,
    };
    try {
      await effectOf(op).land(landing, output, op.input);
    } catch (error) {
      // The server has done it: what could not be read again comes with the next reading.
      if (error instanceof CallError && retry(op, error)) return;
    }
    store.batch(() => {
      hide(op);
      ops = ops.filter((other) => other !== op);
    });
    remember(op.opId, op.touched.map(settled));
    op.finish({ ok: true, output });
  }

  /** The fields that an operation wrote, as the server then kept them: what an undo will find. */
  function settled(touched: Touched): Touched {
    const row = store.tables[touched.table].base(touched.id) as Record<string, unknown> | undefined;
    if (!row || !touched.before || !touched.after) return touched;
    const [was, became] = [touched.before, touched.after] as unknown as [
      Record<string, unknown>,
      Record<string, unknown>,
    ];
    const written = Object.keys(became).filter((field) => was[field] !== became[field]);
    return {
      ...touched,
      after: { ...became, ...Object.fromEntries(written.map((field) => [field, row[field]])) },
    } as Touched;
  }

  /** Keeps an operation to be sent again, with the same `opId`. @returns false where that cannot help */
  function retry(op: Op, error: CallError): boolean {
    op.attempts += 1;
    if (error.code === 'UNAUTHORIZED') {
      op.state = 'waiting';
      parts.signedOut.set(true);
      return true;
    }
    const isFault = error.code === 'INTERNAL_SERVER_ERROR' && op.attempts < mostServerFaults;
    if (!isPassing(error) && !isFault) return false;
    rest(op, error.retryAfter);
    return true;
  }

  function rest(op: Op, retryAfter: number | null): void {
    op.state = 'resting';
    const backoff = Math.min(longestRest, 500 * 2 ** (op.attempts - 1));
    parts.later(
      () => {
        if (op.state !== 'resting') return;
        op.state = 'waiting';
        pump();
      },
      Math.max(backoff, (retryAfter ?? 0) * 1000),
    );
  }

  /** Takes a refused operation back, and what cannot be without it: the edits of a thing that was not made. */
  function refuse(op: Op, error: CallError): void {
    const alongside: Op[] = [];
    for (const later of ops.slice(ops.indexOf(op) + 1)) {
      const lost = [op, ...alongside].flatMap(({ reach }) => reach.makes ?? []);
      if (lost.some((id) => needs(later.reach, id))) alongside.push(later);
      else later.input = withoutBeside(later.input, lost);
    }
    const gone = new Set([op, ...alongside]);
    ops = ops.filter((other) => !gone.has(other));
    store.batch(() => {
      for (const one of gone) {
        hide(one);
        memory.delete(one.opId);
      }
    });
    parts.onRefused(op, error, alongside);
    for (const one of gone) one.finish({ ok: false, error });
  }

  return {
    /** Runs an intent. It shows at once; `outcome` never rejects. */
    run<P extends WriteName>(
      procedure: P,
      input: InputOf<P>,
    ): { opId: OpId; outcome: Promise<Outcome<P>> } {
      const { promise, resolve } = Promise.withResolvers<Outcome<P>>();
      const opId = parts.newOpId();
      const patches = effects[procedure].plan(scene(), input);
      const op: Op<P> = {
        opId,
        procedure,
        input,
        reach: reachOf({ opId, procedure, input }),
        patches,
        touched: [],
        attempts: 0,
        sentAt: 0,
        isLate: false,
        state: 'waiting',
        finish: resolve,
      };
      store.batch(() => {
        ops.push(op);
        show(op);
        report();
      });
      pump();
      return { opId, outcome: promise };
    },
    /** Tries again now what waits for a retry: the network is back, or the person came back. */
    retryNow(): void {
      for (const op of ops) if (op.state === 'resting') op.state = 'waiting';
      pump();
    },
    /** Gives up what the server has not answered: the person goes without it. */
    drop(): void {
      ops = [];
      report();
    },
    pending: (): readonly Op[] => ops,
  };
}

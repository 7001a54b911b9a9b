import type { OpId } from '../../../server/domain/ids.ts';
import type { InputOf, OutputOf, WriteName } from '../contract.ts';
import { nameOf, wantedOf, wantedRow } from '../effects/effect.ts';
import type { Effect, Landing, Scene, Touched, Wanted } from '../effects/effect.ts';
import type { Effects } from '../effects/effects.ts';
import type { Patch } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import { CallError } from './call-error.ts';
import { createDelivery } from './delivery.ts';
import type { DeliveryParts, DeliveryState } from './delivery.ts';
import type { Verdict } from './judge.ts';
import { createGroupMemory } from './group-memory.ts';
import { groupOf } from './op-log.ts';
import type { KeptOp, OpLog, Refusal } from './op-log.ts';
import { contract } from './parcel.ts';
import { createRecount } from './recount.ts';
import { untilReachable } from './until-reachable.ts';

/** What became of an intent: the server's answer, or why there is none. */
export type Outcome<P extends WriteName> =
  | { ok: true; output: OutputOf<P> }
  | { ok: false; error: CallError };

/** One intent under way: a typed call of the contract with its `opId`, and what it shows. */
export type Op<P extends WriteName = WriteName> = {
  readonly opId: OpId;
  kept: KeptOp<P>;
  patches: readonly Patch[];
  touched: readonly Touched[];
  /** The store's mark of when it was first sent, at the latest: its answer may be as old as that. */
  sentAt: number | null;
  /** `adding` until the log has it; `answered` while what the answer does not tell is read. */
  state: 'adding' | 'waiting' | 'answered';
  /** Where it comes from: this page, another tab that is open, or what this device kept. */
  from: 'here' | 'tab' | 'device';
  readonly finish: (outcome: Outcome<P>) => void;
};

export type OutboxState = DeliveryState & {
  /** Operations that the server has not answered yet. */
  pending: number;
};

/** What the tabs of one person in one browser say to each other of their operations. */
export type OutboxSaid =
  | { kind: 'added'; op: KeptOp }
  | { kind: 'judged'; verdict: Verdict }
  /** What waits is given up, or what was refused has been seen to. */
  | { kind: 'dropped' | 'dismissed' };

export type OutboxParts = Pick<
  DeliveryParts,
  'userId' | 'send' | 'exclusive' | 'signedOut' | 'now' | 'later'
> & {
  store: Store;
  log: OpLog;
  effects: (memory: (groupId: string) => readonly Touched[]) => Effects;
  refresh: Landing['refresh'];
  newOpId: () => OpId;
  /** Tells the other tabs. */
  say: (said: OutboxSaid) => void;
  /** Told of what was refused and had to be taken back; `isOwn` where it was done in this tab. */
  onRefused: (refusal: Refusal, isOwn: boolean) => void;
  onState: (state: OutboxState) => void;
};

/** What another tab does and nobody has sent for so long, in milliseconds, this one sends. */
const orphanedAfter = 5_000;
/** Longer than it takes to tell, in milliseconds. */
const untoldAfter = 1_000;

/**
 * Takes intents: shows each at once, keeps it on this device, then has it sent in its turn.
 * No answer: sent again with the same `opId`. Refused: exactly its patches go, what came later stays.
 */
export function createOutbox(parts: OutboxParts) {
  const { store, log } = parts;
  const memory = createGroupMemory(store);
  const effects = parts.effects(memory.recall);
  const recount = createRecount(parts);
  let ops: Op[] = [];
  let landing: Promise<void> = Promise.resolve();
  let sending: DeliveryState = { stuck: false, outdated: false };

  const delivery = createDelivery({
    ...parts,
    onSending(parcel) {
      const sent = new Set(parcel.map(({ opId }) => opId));
      for (const op of ops) if (sent.has(op.opId)) op.sentAt ??= store.mark();
    },
    onVerdict(verdict) {
      parts.say({ kind: 'judged', verdict });
      take(verdict);
    },
    onState(state) {
      sending = state;
      report();
    },
  });

  const effectOf = (op: Op) => effects[op.kept.procedure] as unknown as Effect<WriteName>;
  const find = (opId: string) => ops.find((op) => op.opId === opId);
  const partOf = ({ opId, kept }: Op) => ({ opId, groupId: groupOf(kept) });

  function report(): void {
    parts.onState({ ...sending, pending: ops.length });
  }

  function show(kept: KeptOp, rest: Pick<Op, 'state' | 'from' | 'finish'>): Op {
    const scene: Scene = { store, now: kept.madeAt };
    const patches = (effects[kept.procedure] as unknown as Effect<WriteName>).plan(
      scene,
      kept.input,
    );
    const sentAt = rest.from === 'here' ? null : store.mark();
    const op: Op = { opId: kept.opId, kept, patches, touched: [], sentAt, ...rest };
    store.batch(() => {
      op.touched = patches.flatMap((patch) => add(patch));
      ops.push(op);
      report();
    });
    memory.remember(partOf(op), op.touched);
    return op;
  }

  function add(patch: Patch): Touched[] {
    const before = store.get(patch.table, patch.id);
    store.addPatch(patch);
    const after = store.get(patch.table, patch.id);
    return before || after ? [{ table: patch.table, id: patch.id, before, after } as Touched] : [];
  }

  function hide(op: Op): void {
    store.batch(() => {
      for (const patch of op.patches) store.removePatch(patch);
      ops = ops.filter((other) => other !== op);
      report();
    });
  }

  /** Takes what became of operations, whichever tab sent them. */
  function take({ done, refused, changed }: Verdict): void {
    for (const { op: kept, output } of done) {
      const op = find(kept.opId);
      if (!op || op.state === 'answered') continue;
      op.state = 'answered';
      // One after another, as they were done.
      landing = landing.then(() => land(op, output as OutputOf<WriteName>));
    }
    for (const refusal of refused) refuse(refusal);
    for (const kept of changed) {
      const op = find(kept.opId);
      if (op) op.kept = kept;
    }
  }

  /** Reads rows again, but for those that an operation makes which is still to land: they may not be there yet. */
  async function refresh(landed: Op, rows: readonly Wanted[], isStrange = false): Promise<void> {
    const coming = new Set(
      ops.filter((op) => op !== landed).map(({ kept }) => (kept.input as { id?: string }).id),
    );
    const known = rows.filter(({ id }) => !coming.has(id));
    if (known.length > 0) await parts.refresh(known, isStrange);
  }

  async function land(op: Op, output: OutputOf<WriteName>): Promise<void> {
    const told: Wanted[] = [];
    const landing: Landing = {
      now: parts.now(),
      store: {
        ...store,
        put(table, rows) {
          store.putAnswer(table, rows, op.sentAt ?? store.mark());
          told.push(...rows.map((row) => wantedRow(table, row)));
        },
      },
      touched: op.touched,
      // The tab that did it reads again, and what others do is told live.
      refresh: (...asked) => (op.from === 'tab' ? Promise.resolve() : refresh(op, ...asked)),
    };
    await untilReachable(parts.later, async () => {
      await effectOf(op).land(landing, output, op.kept.input);
      // It may have been done before this page came: the answer is older than what the page has read.
      if (op.from === 'device') await refresh(op, [...wantedOf(op.touched), ...told]);
    });
    hide(op);
    memory.settle(partOf(op));
    recount([op], ops.length === 0);
    op.finish({ ok: true, output });
  }

  /** Takes back what was refused, with what cannot be without it. */
  function refuse(refusal: Refusal): void {
    const gone = refusal.ops.flatMap(({ opId }) => find(opId) ?? []);
    const { code, message, issues } = refusal;
    const error = new CallError(code, message, { issues });
    store.batch(() => {
      for (const op of gone) {
        hide(op);
        memory.forget(partOf(op));
      }
    });
    recount(gone, ops.length === 0);
    parts.onRefused(
      refusal,
      gone.some(({ from }) => from === 'here'),
    );
    for (const op of gone) op.finish({ ok: false, error });
  }

  /** Keeps an operation; where nothing can be kept it is sent all the same. */
  async function keep(op: Op): Promise<void> {
    await log.add(op.kept);
    // Another tab may have sent it by now.
    if (op.state === 'adding') {
      op.state = 'waiting';
      parts.say({ kind: 'added', op: op.kept });
    }
    delivery.run();
  }

  function showOf(from: 'tab' | 'device', kept: KeptOp): void {
    show(kept, { state: 'waiting', from, finish: () => undefined });
  }

  function giveUp(missed: readonly Op[]): void {
    const error = new CallError('UNREACHABLE', 'Another page was told the answer.');
    for (const op of missed.filter(({ state }) => state === 'waiting')) {
      hide(op);
      op.finish({ ok: false, error });
    }
  }

  function forgetAll(): void {
    const error = new CallError('UNREACHABLE', 'It was given up.');
    store.batch(() => {
      for (const op of ops) {
        hide(op);
        op.finish({ ok: false, error });
      }
    });
    report();
  }

  /**
   * Takes up what the log holds: of a page that was left, or of other tabs. What it holds no more was answered while
   * this page was not told.
   */
  async function look(): Promise<void> {
    const kept = await log.list(parts.userId());
    store.batch(() => {
      for (const op of kept) if (!find(op.opId)) showOf('device', op);
    });
    const held = new Set(kept.map(({ opId }) => opId));
    const missed = ops.filter((op) => op.state === 'waiting' && !held.has(op.opId));
    if (missed.length > 0) parts.later(() => giveUp(missed), untoldAfter);
    delivery.run();
  }

  return {
    /** Runs an intent. It shows at once; `outcome` never rejects. */
    run<P extends WriteName>(
      procedure: P,
      input: InputOf<P>,
    ): { opId: OpId; outcome: Promise<Outcome<P>> } {
      const { promise, resolve } = Promise.withResolvers<Outcome<P>>();
      const opId = parts.newOpId();
      const userId = parts.userId();
      const kept = { opId, userId, procedure, input, contract, madeAt: parts.now() };
      const op = show(kept, {
        state: 'adding',
        from: 'here',
        finish: resolve as Op['finish'],
      });
      const about = nameOf(store, op.touched);
      if (about !== undefined) op.kept = { ...op.kept, about };
      void keep(op);
      return { opId, outcome: promise };
    },
    look,
    hear(said: OutboxSaid): void {
      if (said.kind === 'added' && !find(said.op.opId)) {
        showOf('tab', said.op);
        parts.later(() => find(said.op.opId) && void look().catch(() => undefined), orphanedAfter);
      } else if (said.kind === 'judged') take(said.verdict);
      else if (said.kind === 'dropped') forgetAll();
    },
    /** Tries again now what waits for a retry: the network is back, or the person came back. */
    retryNow: delivery.wake,
    /** Gives up what the server has not answered: the person goes without it. */
    async drop(): Promise<void> {
      forgetAll();
      parts.say({ kind: 'dropped' });
      await log.clear(parts.userId());
    },
    pending: (): readonly Op[] => ops,
  };
}

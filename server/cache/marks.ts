import { leaseForWriters } from '../../db/cache-lease.ts';
import type { Lease } from '../../db/cache-lease.ts';
import type { Around, Outcome } from '../../db/transaction.ts';
import { bug } from '../platform/bugs.ts';
import type { Belief } from './belief.ts';
import type { Scope } from './keys.ts';
import { newStamp } from './stamp.ts';
import type { Mark, Store, Under } from './store.ts';

/** What a transaction does about the cache: it marks what it touches before its COMMIT. */
export type Marking = {
  /** Names something more that the transaction changes; until its COMMIT. */
  touch(...scopes: Scope[]): void;
  readonly around: Around;
};

/** Milliseconds after which a mark is set once more before COMMIT, lest it be given up too early. */
const freshFor = 30_000;

type Deps = { store: Pick<Store, 'mark' | 'unmark'>; belief: Belief };

/**
 * Begins the marking of one write. Once its marks stand, what was kept of these scopes is out of reach everywhere,
 * and nothing new is kept until it has ended. Where they cannot be set, the whole generation is ended first.
 */
export function beginMarking(deps: Deps, scopes: readonly Scope[]): Marking {
  const touched = new Set(scopes);
  let attempt: Attempt | null = null;
  return {
    touch(...more) {
      for (const scope of more) {
        if (touched.has(scope)) continue;
        touched.add(scope);
        if (!bug('touch-forgotten')) attempt?.mark(scope);
      }
    },
    around: {
      begin: leaseForWriters,
      began(rows) {
        attempt = beginAttempt(deps, (rows[0] as Lease | undefined) ?? null);
        for (const scope of touched) attempt.mark(scope);
      },
      beforeCommit: async () => attempt?.hold(),
      ended: async (outcome) => attempt?.ended(outcome),
    },
  };
}

type Attempt = {
  mark(scope: Scope): void;
  /** Waits until nobody anywhere can be told what this transaction is about to change. */
  hold(): Promise<void>;
  /** Lets others make stamps again, and so keep what is now. Never rejects. */
  ended(outcome: Outcome): Promise<void>;
};

/** One try of a transaction. The lease was read under a lock that keeps others from beginning a generation. */
function beginAttempt({ store, belief }: Deps, lease: Lease | null): Attempt {
  const under: Under | null = lease?.enabled && lease.anchored ? lease : null;
  const id = newStamp();
  const marks: Mark[] = [];
  const began = performance.now();
  const late = bug('marked-after-answer') || bug('replay-not-invalidated');
  let setting: Promise<boolean>[] = [];
  const set = (mark: Mark): Promise<boolean> =>
    under === null || late
      ? Promise.resolve(true)
      : store.mark(under, mark).then(
          () => true,
          () => false,
        );
  const unmark = async (): Promise<boolean> => {
    if (under === null) return true;
    await Promise.all(setting);
    const done = await Promise.allSettled(marks.map((mark) => store.unmark(under, mark)));
    return done.every(({ status }) => status === 'fulfilled');
  };
  /** Ends the generation, and waits until nobody uses it. */
  const giveUp = async ({ generation }: Under) => {
    await belief.end(generation, true);
    await belief.outlive({ generation, age: 0 });
  };
  return {
    mark(scope) {
      const mark = { scope, id };
      marks.push(mark);
      setting.push(set(mark));
    },
    async hold() {
      if (under === null) return lease === null ? undefined : belief.outlive(lease);
      if (performance.now() - began > freshFor) setting = marks.map(set);
      const all = await Promise.all(setting);
      return all.every(Boolean) ? undefined : giveUp(under);
    },
    async ended(outcome) {
      // A COMMIT that may still come about keeps its marks.
      if (outcome === 'unknown') return;
      if (bug('replay-not-invalidated') && outcome === 'rolled back') return;
      if (bug('marked-after-answer')) return void setTimeout(() => void unmark(), 20);
      // A mark that could not be taken back may be lost, and what was kept meanwhile may be old.
      if (!(await unmark()) && outcome === 'committed' && under !== null)
        await giveUp(under).catch(() => undefined);
    },
  };
}

import { setTimeout as sleep } from 'node:timers/promises';
import { leaseForWriters } from '../../db/cache-lease.ts';
import type { Lease } from '../../db/cache-lease.ts';
import type { Around } from '../../db/transaction.ts';
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
        attempt?.mark(scope);
      }
    },
    around: {
      begin: leaseForWriters,
      began(rows) {
        attempt = beginAttempt(deps, (rows[0] as Lease | undefined) ?? null);
        for (const scope of touched) attempt.mark(scope);
      },
      beforeCommit: async () => attempt?.hold(),
      ended: async (known) => {
        if (known) await attempt?.unmark();
      },
    },
  };
}

type Attempt = {
  mark(scope: Scope): void;
  /** Waits until nobody anywhere can be told what this transaction is about to change. */
  hold(): Promise<void>;
  unmark(): Promise<void>;
};

/** One try of a transaction. The lease was read under a lock that keeps others from beginning a generation. */
function beginAttempt({ store, belief }: Deps, lease: Lease | null): Attempt {
  const under: Under | null = lease?.enabled ? lease : null;
  const id = newStamp();
  const marks: Mark[] = [];
  const began = performance.now();
  let setting: Promise<boolean>[] = [];
  const set = (mark: Mark): Promise<boolean> =>
    under === null
      ? Promise.resolve(true)
      : store.mark(under, mark).then(
          () => true,
          () => false,
        );
  return {
    mark(scope) {
      const mark = { scope, id };
      marks.push(mark);
      setting.push(set(mark));
    },
    async hold() {
      if (under !== null) {
        if (performance.now() - began > freshFor) setting = marks.map(set);
        const all = await Promise.all(setting);
        if (all.every(Boolean)) return;
        await belief.end(under.generation, true);
      }
      const ended = under === null ? lease : { generation: under.generation, age: 0 };
      const seconds = ended === null ? 0 : belief.left(ended);
      if (seconds > 0) await sleep(seconds * 1000);
    },
    async unmark() {
      if (under === null) return;
      // A mark that stays is given up in time; until then its scope is read from Postgres.
      await Promise.allSettled(marks.map((mark) => store.unmark(under, mark)));
    },
  };
}

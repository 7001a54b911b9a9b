/** What becomes of a question that the cache may answer. */
export const outcomes = ['hit', 'far-hit', 'fill', 'joined', 'stale-avoided', 'bypass'] as const;
export type Outcome = (typeof outcomes)[number];

/** Counts of one process since it started, by what was asked for. */
export type Counters = {
  count(kind: string, outcome: Outcome): void;
  /** Each kind with its counts. */
  entries(): IterableIterator<[kind: string, counts: Readonly<Record<Outcome, number>>]>;
};

export function createCounters(): Counters {
  const kinds = new Map<string, Record<Outcome, number>>();
  return {
    count(kind, outcome) {
      let counts = kinds.get(kind);
      if (counts === undefined) {
        counts = { hit: 0, 'far-hit': 0, fill: 0, joined: 0, 'stale-avoided': 0, bypass: 0 };
        kinds.set(kind, counts);
      }
      counts[outcome] += 1;
    },
    entries: () => kinds.entries(),
  };
}

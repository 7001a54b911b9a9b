/** The process's only clock. Everything else is handed a time. */
export type Clock = {
  /** The database's time as this process knows it. */
  now(): Date;
  /** Tells the clock what the database's `now()` said between two readings of `performance.now`. */
  measure(databaseNow: Date, before: number, after: number): void;
};

/** A clock that runs on monotonic time from a base that the database corrects. */
export function createClock(): Clock {
  let base = Date.now() - performance.now();
  return {
    now: () => new Date(base + performance.now()),
    measure(databaseNow, before, after) {
      base = databaseNow.getTime() - (before + after) / 2;
    },
  };
}

/** What this machine's clock says, which may be wrong: a planted bug goes by it, and nothing else. */
export const machineTime = (): Date => new Date();

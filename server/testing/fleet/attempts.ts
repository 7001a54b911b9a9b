import { setTimeout as sleep } from 'node:timers/promises';

/** How a call went: what came of it, and when. */
export type Kind = 'write' | 'read';

/** What callers met with, which says for how long they could not be served. */
export type Attempts = {
  /** @param began by `performance.now` */
  note(kind: Kind, wentWell: boolean, began: number): void;
  /** What callers did not understand: anything but an answer or a failure that may be tried again. */
  wrong: string[];
  /** Does something to the stage, and waits until all is served again. */
  disturb(fault: () => Promise<void>): Promise<Disturbance>;
};

export type Disturbance = {
  /** Milliseconds after the fault until nothing failed any more. */
  backAfterMs: number;
  /** The longest that a call which went well took since then. */
  slowestMs: number;
};

/** Served again: nothing has failed for so long, and so many calls of each kind went well. */
const calmMs = 1500;
const enough = 10;
const patienceMs = 120_000;

export function createAttempts(): Attempts {
  const wrong: string[] = [];
  const went = { write: [] as number[], read: [] as number[] };
  let lastFailure = -Infinity;
  let slowest = 0;
  return {
    wrong,
    note(kind, wentWell, began) {
      const now = performance.now();
      if (!wentWell) {
        lastFailure = now;
        return;
      }
      went[kind].push(now);
      slowest = Math.max(slowest, now - began);
    },
    async disturb(fault) {
      await fault();
      const began = performance.now();
      slowest = 0;
      const since = (kind: Kind) => went[kind].filter((at) => at > began);
      for (;;) {
        await sleep(50);
        const now = performance.now();
        if (now - began > patienceMs) throw new Error('it was not served again');
        const isServed = [since('write'), since('read')].every(({ length }) => length >= enough);
        if (isServed && now - Math.max(began, lastFailure) > calmMs) break;
      }
      const firsts = [since('write')[0] ?? 0, since('read')[0] ?? 0];
      const backAfterMs = Math.round(Math.max(lastFailure, ...firsts) - began);
      return { backAfterMs, slowestMs: Math.round(slowest) };
    },
  };
}

import { setTimeout as sleep } from 'node:timers/promises';

/** How a call went: what came of it, and when. */
export type Kind = 'write' | 'read';

/** What callers met with, which says for how long they could not be served. */
export type Attempts = {
  note(kind: Kind, wentWell: boolean): void;
  /** What callers did not understand: anything but an answer or a failure that may be tried again. */
  wrong: string[];
  /** Does something to the stage. @returns milliseconds after it until all was served again */
  disturb(fault: () => Promise<void>): Promise<number>;
};

/** Served again: nothing has failed for so long, and so many calls of each kind went well. */
const calmMs = 1500;
const enough = 10;
const patienceMs = 120_000;

export function createAttempts(): Attempts {
  const wrong: string[] = [];
  const went = { write: [] as number[], read: [] as number[] };
  let lastFailure = -Infinity;
  return {
    wrong,
    note(kind, wentWell) {
      const now = performance.now();
      if (wentWell) went[kind].push(now);
      else lastFailure = now;
    },
    async disturb(fault) {
      await fault();
      const began = performance.now();
      const since = (kind: Kind) => went[kind].filter((at) => at > began);
      for (;;) {
        await sleep(50);
        const now = performance.now();
        if (now - began > patienceMs) throw new Error('it was not served again');
        const isServed = [since('write'), since('read')].every(({ length }) => length >= enough);
        if (isServed && now - Math.max(began, lastFailure) > calmMs) break;
      }
      const firsts = [since('write')[0] ?? 0, since('read')[0] ?? 0];
      return Math.round(Math.max(lastFailure, ...firsts) - began);
    },
  };
}

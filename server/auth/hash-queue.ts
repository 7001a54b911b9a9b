import { CairnError } from '../platform/errors.ts';

/** Who waits for a hash, in the order of being served: no crowd of strangers holds up a known device. */
const lanes = ['knownDevice', 'signIn', 'signUp'] as const;
export type Lane = (typeof lanes)[number];

export type HashQueue = <T>(lane: Lane, work: () => Promise<T>) => Promise<T>;

/** A queue that runs so many works at once and keeps so many waiting in each lane; the next are turned away. */
export function createHashQueue(most: { running: number; waiting: number }): HashQueue {
  const waiting: Record<Lane, (() => void)[]> = { knownDevice: [], signIn: [], signUp: [] };
  let running = 0;

  return async (lane, work) => {
    if (running >= most.running) {
      if (waiting[lane].length >= most.waiting)
        throw new CairnError(
          'SERVICE_UNAVAILABLE',
          'Too many people are signing in at once. Try again in a moment.',
          { retryAfter: 2 },
        );
      await new Promise<void>((resolve) => waiting[lane].push(resolve));
    } else {
      running += 1;
    }
    try {
      return await work();
    } finally {
      const next = lanes.map((name) => waiting[name]).find(({ length }) => length > 0);
      if (next) next.shift()?.();
      else running -= 1;
    }
  };
}

import { setTimeout as sleep } from 'node:timers/promises';
import { disableLease } from '../../db/cache-lease.ts';
import type { Lease } from '../../db/cache-lease.ts';
import type { Pool } from '../../db/client.ts';
import { CairnError } from '../platform/errors.ts';

/** Seconds after which nobody believes in a generation any more whose end this process has seen. */
const disbelievedAfter = 1.1;

/** In seconds: so old says who has released it, when nobody else could believe in it. */
const released = 1e9;

type Ended = Pick<Lease, 'generation' | 'age'>;

/** How generations end, and how long others may still believe in one. */
export type Belief = {
  /**
   * Ends a generation. @throws SERVICE_UNAVAILABLE where Postgres does not take that
   * @param failed false where it ends in good order, so that the next one need not wait
   */
  end(generation: string, failed: boolean): Promise<void>;
  /** Notes that a generation has ended. @returns seconds since this process saw that first; Infinity where it was released */
  since(ended: Ended): number;
  /** Waits until nobody anywhere believes in it any more. */
  outlive(ended: Ended): Promise<void>;
  /** True once nobody does. */
  isOver(ended: Ended): boolean;
};

/** @param pool connections that no waiting write can use up */
export function createBelief(pool: Pool): Belief {
  const seen = { generation: '', at: 0 };
  // No clock but this process's own: the database's may jump, and its statements may be seen late.
  const since: Belief['since'] = ({ generation, age }) => {
    if (age > released) return Infinity;
    const now = performance.now();
    if (seen.generation !== generation) Object.assign(seen, { generation, at: now });
    return (now - seen.at) / 1000;
  };
  return {
    since,
    isOver: (ended) => since(ended) > disbelievedAfter,
    async outlive(ended) {
      const left = disbelievedAfter - since(ended);
      if (left > 0) await sleep(left * 1000);
    },
    async end(generation, failed) {
      try {
        await disableLease(pool, { generation, failed });
      } catch (cause) {
        const message = 'The database did not answer in time. Try again.';
        throw new CairnError('SERVICE_UNAVAILABLE', message, { retryAfter: 1, cause });
      }
      since({ generation, age: 0 });
    },
  };
}

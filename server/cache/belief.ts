import { disableLease } from '../../db/cache-lease.ts';
import type { Lease } from '../../db/cache-lease.ts';
import type { Pool } from '../../db/client.ts';

/** Seconds after which nobody believes in a generation any more whose end this process has seen. */
const disbelievedAfter = 1.1;

/** Seconds after which everybody has seen its end: longer than any statement may take to commit. */
const longKnown = 35;

/** How generations end, and how long others may still believe in one. */
export type Belief = {
  /**
   * Ends a generation. @throws where Postgres does not take that
   * @param failed false where it ends in good order, so that the next one need not wait
   */
  end(generation: string, failed: boolean): Promise<void>;
  /** Seconds for which a generation that has ended may still be believed in elsewhere. */
  left(ended: Pick<Lease, 'generation' | 'age'>): number;
};

/** @param pool connections that no waiting write can use up */
export function createBelief(pool: Pool): Belief {
  const seen = { generation: '', at: 0 };
  const left: Belief['left'] = ({ generation, age }) => {
    if (age > longKnown) return 0;
    const now = performance.now();
    if (seen.generation !== generation) Object.assign(seen, { generation, at: now });
    return Math.max(0, disbelievedAfter - (now - seen.at) / 1000);
  };
  return {
    left,
    async end(generation, failed) {
      await disableLease(pool, { generation, failed });
      left({ generation, age: 0 });
    },
  };
}

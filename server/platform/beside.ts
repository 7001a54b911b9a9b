import type { Logger } from './log.ts';

/** Work beside the requests: never awaited by one, never lost as an unhandled rejection. */
export type Beside = {
  /** Runs `work` unless work with this key is still running. */
  start(key: string, work: () => Promise<unknown>): void;
  /** Waits for what runs now. */
  settle(): Promise<void>;
};

export function createBeside(log: Pick<Logger, 'warn'>): Beside {
  const running = new Map<string, Promise<void>>();
  const run = async (key: string, work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      log.warn({ err: error, work: key }, 'work beside the requests failed');
    } finally {
      running.delete(key);
    }
  };
  return {
    start(key, work) {
      if (!running.has(key)) running.set(key, run(key, work));
    },
    settle: async () => {
      await Promise.all(running.values());
    },
  };
}

type Rarely = { seconds: number; work: () => Promise<unknown> };

/** Calls `work` beside a request, at most once in `seconds`. */
export function rarely(beside: Beside, { seconds, work }: Rarely): () => void {
  let last = -Infinity;
  return () => {
    const now = performance.now();
    if (now - last < seconds * 1000) return;
    last = now;
    beside.start('sweep', work);
  };
}

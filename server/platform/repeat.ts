import { setTimeout as sleep } from 'node:timers/promises';

type Repeated = {
  everyMs: number;
  /** Told when to end early. */
  work: (signal: AbortSignal) => Promise<unknown>;
  failed: (error: unknown) => void;
};

/**
 * Does something now, and again some time after each end.
 * @returns a way to stop, which waits for the round that runs
 */
export function repeat({ everyMs, work, failed }: Repeated): () => Promise<void> {
  const end = new AbortController();
  const { signal } = end;
  const run = async () => {
    while (!signal.aborted) {
      await work(signal).catch(failed);
      await sleep(everyMs, undefined, { ref: false, signal }).catch(() => undefined);
    }
  };
  const running = run();
  return () => {
    end.abort();
    return running;
  };
}

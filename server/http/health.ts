import type { Runtime } from '../platform/runtime.ts';

const patience = 1000;

/** A probe of Postgres that answers within a second; callers who ask meanwhile share it. */
export function createReadiness(runtime: Pick<Runtime, 'pool' | 'log'>): () => Promise<boolean> {
  let running: Promise<boolean> | null = null;
  const ask = async (): Promise<boolean> => {
    const query = { text: 'SELECT 1', query_timeout: patience };
    const asked = runtime.pool.query(query).then(
      () => true,
      (error: unknown) => {
        runtime.log.warn({ err: error }, 'Postgres did not answer the readiness probe');
        return false;
      },
    );
    const { promise: late, resolve } = Promise.withResolvers<boolean>();
    const timer = setTimeout(resolve, patience, false);
    try {
      return await Promise.race([asked, late]);
    } finally {
      clearTimeout(timer);
    }
  };
  return () => {
    running ??= ask().finally(() => {
      running = null;
    });
    return running;
  };
}

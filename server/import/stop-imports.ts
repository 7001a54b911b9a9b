import type { Runtime } from '../platform/runtime.ts';
import { settleImports } from './settle-imports.ts';
import { trackImports } from './track-imports.ts';

/** Begins no further step and waits for the one that runs. What is left goes on where the work is next. */
export async function stopImports(runtime: Runtime): Promise<void> {
  const work = trackImports(runtime);
  work.stopped = true;
  await work.unwatch?.();
  work.unwatch = null;
  await settleImports(runtime);
}

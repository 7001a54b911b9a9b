import type { Runtime } from '../platform/runtime.ts';
import { settleImports } from './settle-imports.ts';
import { trackImports } from './track-imports.ts';

/** Begins no further step and waits for the one that runs. What is left goes on at the next boot. */
export async function stopImports(runtime: Runtime): Promise<void> {
  trackImports(runtime).stopped = true;
  await settleImports(runtime);
}

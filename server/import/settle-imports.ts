import type { Runtime } from '../platform/runtime.ts';
import { trackImports } from './track-imports.ts';

/** Waits until this process works on no import. */
export async function settleImports(runtime: Runtime): Promise<void> {
  await Promise.all(trackImports(runtime).running.values());
}

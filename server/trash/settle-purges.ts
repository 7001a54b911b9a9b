import type { Runtime } from '../platform/runtime.ts';
import { trackPurges } from './track-purges.ts';

/** Waits until this process purges nothing. */
export async function settlePurges(runtime: Runtime): Promise<void> {
  const work = trackPurges(runtime);
  await work.looking;
  await work.running;
}

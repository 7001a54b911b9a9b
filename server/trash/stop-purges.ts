import type { Runtime } from '../platform/runtime.ts';
import { settlePurges } from './settle-purges.ts';
import { trackPurges } from './track-purges.ts';

/** Begins no further step and waits for the one that runs. What is left goes on where the work is next. */
export async function stopPurges(runtime: Runtime): Promise<void> {
  const work = trackPurges(runtime);
  work.stopped = true;
  if (work.timer) clearInterval(work.timer);
  await work.unwatch?.();
  work.unwatch = null;
  await settlePurges(runtime);
}

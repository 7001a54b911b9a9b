import { systemContext } from '../platform/context.ts';
import { repeat } from '../platform/repeat.ts';
import type { Runtime } from '../platform/runtime.ts';
import { sweepUploads } from './sweep-uploads.ts';

/**
 * Every minute removes what was sent and not used. Each process does: only it may see the disk that it wrote to.
 * @returns a way to stop, which waits for the round that runs
 */
export function keepSweepingUploads(runtime: Runtime): () => Promise<void> {
  return repeat({
    everyMs: 60_000,
    work: () => sweepUploads(systemContext(runtime, null)),
    failed: (error) => runtime.log.warn({ err: error }, 'the sweep of uploads failed'),
  });
}

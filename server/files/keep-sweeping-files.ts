import { repeat } from '../platform/repeat.ts';
import type { Runtime } from '../platform/runtime.ts';
import { sweepFiles } from './sweep-files.ts';

/**
 * Every minute removes the bytes that nothing needs any more, of purged attachments say.
 * @returns a way to stop, which waits for the round that runs
 */
export function keepSweepingFiles(runtime: Runtime): () => Promise<void> {
  return repeat({
    everyMs: 60_000,
    work: () => sweepFiles(runtime),
    failed: (error) => runtime.log.warn({ err: error }, 'the sweep of files failed'),
  });
}

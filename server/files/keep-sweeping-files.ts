import { setTimeout as sleep } from 'node:timers/promises';
import { systemContext } from '../platform/context.ts';
import type { Runtime } from '../platform/runtime.ts';
import { sweepUploads } from '../upload/sweep-uploads.ts';
import { sweepFiles } from './sweep-files.ts';

const pauseMs = 60_000;

/**
 * Every minute removes the bytes that nothing needs any more: of purged attachments, and what was sent and not used.
 * @returns a way to stop, which waits for the round that runs
 */
export function keepSweepingFiles(runtime: Runtime): () => Promise<void> {
  const end = new AbortController();
  const running = sweepAgainAndAgain(runtime, end.signal);
  return () => {
    end.abort();
    return running;
  };
}

async function sweepAgainAndAgain(runtime: Runtime, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await sweepUploads(systemContext(runtime, null));
      await sweepFiles(runtime);
    } catch (error) {
      runtime.log.warn({ err: error }, 'the sweep of files failed');
    }
    await sleep(pauseMs, undefined, { ref: false, signal }).catch(() => undefined);
  }
}

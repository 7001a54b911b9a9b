import type { Runtime } from '../platform/runtime.ts';
import { trackMail } from './track-mail.ts';

/** Begins no further mail and waits for the one that is being sent. What is left goes out at the next boot. */
export async function stopMail(runtime: Runtime): Promise<void> {
  const work = trackMail(runtime);
  work.stopped = true;
  work.wake?.();
  await work.running;
}

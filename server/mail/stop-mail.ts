import { setTimeout as sleep } from 'node:timers/promises';
import type { Runtime } from '../platform/runtime.ts';
import { trackMail } from './track-mail.ts';

/** Milliseconds that a mail server may keep a stop waiting. */
const patience = 3000;

/** Begins no further mail and waits for those that are being sent. What is left goes out at the next boot. */
export async function stopMail(runtime: Runtime): Promise<void> {
  const work = trackMail(runtime);
  work.stopped = true;
  work.wake?.();
  await Promise.race([work.running, sleep(patience, undefined, { ref: false })]);
}

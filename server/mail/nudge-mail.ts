import type { Runtime } from '../platform/runtime.ts';
import { trackMail } from './track-mail.ts';

/** Milliseconds in which a write that queued a mail has most likely committed; the sender looks again by itself. */
const soon = 150;

/** Tells the sender that there will be something to send. */
export function nudgeMail(runtime: Runtime): void {
  setTimeout(() => trackMail(runtime).wake?.(), soon).unref();
}

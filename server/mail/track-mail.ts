import type { Runtime } from '../platform/runtime.ts';

/** The sender of a process: at most one works at a time. */
export type MailWork = {
  stopped: boolean;
  /** Ends its pause; null while it works, or where none was started. */
  wake: (() => void) | null;
  running: Promise<void> | null;
};

const works = new WeakMap<Runtime, MailWork>();

/** The sender of the process that has this runtime. */
export function trackMail(runtime: Runtime): MailWork {
  const known = works.get(runtime);
  if (known) return known;
  const work: MailWork = { stopped: false, wake: null, running: null };
  works.set(runtime, work);
  return work;
}

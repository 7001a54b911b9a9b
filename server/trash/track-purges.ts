import type { Runtime } from '../platform/runtime.ts';

/** The purging that a process does in the background. */
export type PurgeWork = {
  stopped: boolean;
  running: Promise<void> | null;
  /** Asked for while it ran: looks once more. */
  again: boolean;
  /** Looks for what has lain long enough. */
  looking: Promise<void> | null;
  timer: NodeJS.Timeout | null;
  /** Ends the looking for what other processes marked. */
  unwatch: (() => Promise<void>) | null;
};

const works = new WeakMap<Runtime, PurgeWork>();

/** The work of the process that has this runtime. */
export function trackPurges(runtime: Runtime): PurgeWork {
  const known = works.get(runtime);
  if (known) return known;
  const work: PurgeWork = {
    stopped: false,
    running: null,
    again: false,
    looking: null,
    timer: null,
    unwatch: null,
  };
  works.set(runtime, work);
  return work;
}

import type { ImportId } from '../domain/ids.ts';
import type { Runtime } from '../platform/runtime.ts';

/** What a process works on in the background. */
export type ImportWork = {
  stopped: boolean;
  running: Map<ImportId, Promise<void>>;
  /** Imports that were asked for while they were being worked on: looked at once more. */
  again: Set<ImportId>;
  /** Ends the looking for imports that other processes began. */
  unwatch: (() => Promise<void>) | null;
};

const works = new WeakMap<Runtime, ImportWork>();

/** The work of the process that has this runtime. */
export function trackImports(runtime: Runtime): ImportWork {
  const known = works.get(runtime);
  if (known) return known;
  const work: ImportWork = {
    stopped: false,
    running: new Map(),
    again: new Set(),
    unwatch: null,
  };
  works.set(runtime, work);
  return work;
}

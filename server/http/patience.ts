import type { LoadLimits } from './load.ts';

/** How much of slow and many clients the gate puts up with. Times in milliseconds. */
export type Patience = {
  /** For the head of a request. */
  head: number;
  /** For the next request on a connection that brought one. */
  idle: number;
  /** For the body of a call or a form. */
  body: number;
  /** A file must bring `bytes` in each span of `every`. */
  file: { every: number; bytes: number };
  connections: number;
  /** Calls that are worked on at once. */
  calls: LoadLimits;
};

export const usualPatience: Patience = {
  head: 10_000,
  idle: 75_000,
  body: 30_000,
  file: { every: 30_000, bytes: 256 * 1024 },
  // Most may be streams: by `npm run bench -- live` all of them take 230 MB, and a change to all 0.2 s of a core.
  connections: 12_000,
  // By `npm run bench -- overload`: what waits longer is answered later than callers wait.
  calls: { most: 256, mostLate: 24, wait: 300, lag: 150 },
};

/** After so many milliseconds another's turn is not waited for any more: its tab may sleep. */
const longestWait = 30_000;

/**
 * Runs work while no other tab of this browser runs work of this name. Where the origin is not secure, or the other
 * does not end, it runs all the same: the turns spare requests, nothing depends on them.
 */
export function exclusively(name: string) {
  return async (work: () => Promise<void>): Promise<void> => {
    if (!('locks' in navigator)) return work();
    let turn: Promise<void> | null = null;
    const signal = AbortSignal.timeout(longestWait);
    const ended = navigator.locks.request(name, { signal }, () => (turn = work()));
    // Refused only while it was waited for: a turn that has begun ends as its work does.
    await ended.catch((error: unknown) => {
      if (turn) throw error;
      return work();
    });
  };
}

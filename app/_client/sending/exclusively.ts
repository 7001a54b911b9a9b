/** After so many milliseconds another's turn is not waited for any more: its tab may sleep. */
const longestWait = 30_000;

/**
 * Runs work while no other tab of this browser runs work of this name. Where the origin is not secure, or the other
 * does not end, it runs all the same: the turns spare requests, nothing depends on them.
 */
export function exclusively(name: string) {
  return async (work: () => Promise<void>): Promise<void> => {
    if (!('locks' in navigator)) return work();
    const begun = Promise.withResolvers<void>();
    let isMine = false;
    const signal = AbortSignal.timeout(longestWait);
    const turn = navigator.locks.request(name, { signal }, () => {
      isMine = true;
      begun.resolve();
      return work();
    });
    turn.catch(() => begun.resolve());
    await begun.promise;
    return isMine ? turn : work();
  };
}

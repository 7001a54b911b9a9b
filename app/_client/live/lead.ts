/**
 * Lets one tab of a browser at a time do some work.
 * @param work runs while this tab leads, until its signal ends
 * @returns a way to lead no more
 */
export type Lead = (work: (signal: AbortSignal) => Promise<void>) => () => void;

/** By a lock that the browser keeps, where the page came from a secure origin. */
export function leadByLock(locks: LockManager, name: string): Lead {
  return (work) => {
    const over = new AbortController();
    // What ends the waiting for the lock is no fault.
    locks.request(name, { signal: over.signal }, () => work(over.signal)).catch(() => undefined);
    return () => over.abort();
  };
}

/** What all tabs of a browser can read and change, one at a time. */
export type Lease = {
  /** Takes it, or takes it on. @returns false where another has it */
  take: () => Promise<boolean>;
  /** Gives it up, if it is this tab's. */
  give: () => Promise<void>;
};

const renewEvery = 1_000;
/** So many takings that fail in a row say that there is no storage to share. */
const mostFailures = 3;

/**
 * By a lease that this tab takes on while it lives. It may lose it meanwhile, where the browser let it sleep. Where the
 * lease cannot be had at all, it leads alone: rather two tabs that lead than none.
 */
export function leadByLease(lease: Lease): Lead {
  return (work) => {
    let over = false;
    let leading: AbortController | null = null;
    let failures = 0;

    const lead = () => {
      const mine = new AbortController();
      leading = mine;
      void work(mine.signal).finally(() => {
        if (leading === mine) leading = null;
      });
    };
    const take = async () => {
      try {
        const isMine = await lease.take();
        failures = 0;
        return isMine;
      } catch {
        failures += 1;
        return failures >= mostFailures;
      }
    };
    const give = () => void lease.give().catch(() => undefined);
    const look = async () => {
      const isMine = await take();
      if (over) return void (isMine && give());
      if (isMine && leading === null) lead();
      if (!isMine) leading?.abort();
    };
    const timer = setInterval(() => void look(), renewEvery);
    void look();
    return () => {
      over = true;
      clearInterval(timer);
      leading?.abort();
      give();
    };
  };
}

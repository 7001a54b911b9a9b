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

/** By a lease that this tab takes on while it lives. It may lose it meanwhile, where the browser let it sleep. */
export function leadByLease(lease: Lease): Lead {
  return (work) => {
    let over = false;
    let leading: AbortController | null = null;

    const lead = () => {
      const mine = new AbortController();
      leading = mine;
      void work(mine.signal).finally(() => {
        if (leading === mine) leading = null;
      });
    };
    const look = async () => {
      const isMine = await lease.take().catch(() => false);
      if (over) return void (isMine && lease.give());
      if (isMine && leading === null) lead();
      if (!isMine) leading?.abort();
    };
    const timer = setInterval(() => void look(), renewEvery);
    void look();
    return () => {
      over = true;
      clearInterval(timer);
      leading?.abort();
      lease.give().catch(() => undefined);
    };
  };
}

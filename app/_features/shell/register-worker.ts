/** So long, in milliseconds, after the person's lists are there: what is likely to come next is fetched first. */
const after = 4_000;

/**
 * Lets the page open without network from now on. Over plain HTTP a browser knows no workers, and a development
 * server has none. @returns a way to stop
 */
export function registerWorker(): (() => void) | undefined {
  if (!('serviceWorker' in navigator)) return undefined;
  const register = () =>
    // What goes wrong here is tried again with the next visit.
    void navigator.serviceWorker
      .register('/sw.js', { updateViaCache: 'none' })
      .catch(() => undefined);
  const timer = setTimeout(register, after);
  return () => clearTimeout(timer);
}

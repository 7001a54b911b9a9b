import { pushedHere } from '../../_client/store/pushed-here.ts';
import { navigate } from '../../_client/router.ts';

/** So long, in milliseconds, after the person's lists are there: what is likely to come next is fetched first. */
const after = 4_000;

/**
 * Lets the page open without network from now on, and follow what is pressed outside of it. Over plain HTTP a browser
 * knows no workers, and a development server has none. @returns a way to stop
 */
export function registerWorker(): (() => void) | undefined {
  if (!('serviceWorker' in navigator)) return undefined;
  const register = () =>
    // What goes wrong here is tried again with the next visit.
    void navigator.serviceWorker
      .register('/sw.js', { updateViaCache: 'none' })
      .then(renewPush)
      .catch(() => undefined);
  const timer = setTimeout(register, after);
  navigator.serviceWorker.addEventListener('message', follow);
  return () => {
    clearTimeout(timer);
    navigator.serviceWorker.removeEventListener('message', follow);
  };
}

/** A notification was pressed: the page goes where it leads. */
function follow({ data }: MessageEvent): void {
  const { kind, path } = (data ?? {}) as { kind?: unknown; path?: unknown };
  if (kind === 'open' && typeof path === 'string') navigate(path);
}

/** Fetched only where somebody turned it on here. */
async function renewPush(): Promise<void> {
  if (pushedHere() !== null) await (await import('../../_client/intents/push.ts')).renewPush();
}

import { bootState } from '../loads/boot.ts';
import { startLive } from './live.ts';

/** After the person's lists are there, in milliseconds: what others do meanwhile is told then. */
const after = 2_000;
/** After a start that failed. */
const againAfter = 15_000;

/** Shows what others do once the first view stands and the page has nothing to do, until the signal ends. */
export function liveWhenIdle(over: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | undefined;

  const begin = async () => {
    const stop = await startLive();
    if (over.aborted) stop();
    over.addEventListener('abort', stop);
  };
  const tryTo = () =>
    void begin().catch(() => {
      if (!over.aborted) timer = setTimeout(tryTo, againAfter);
    });
  const look = () => {
    if (bootState.get().status !== 'ready' || over.aborted) return;
    timer ??= setTimeout(() => whenIdle(tryTo), after);
  };
  const deafen = bootState.subscribe(look);
  over.addEventListener('abort', () => {
    deafen();
    clearTimeout(timer);
  });
  look();
}

/** Safari tells nobody when it is idle, and Chromium none whose page draws no frames: nobody waits for it longer. */
function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(work, { timeout: 1_000 });
  else setTimeout(work, 0);
}

import { bootState } from '../loads/boot.ts';
import { kept } from '../loads/restore.ts';
import { startLive } from './live.ts';
import { untilIdle } from './until-idle.ts';

/** After the person's lists are there, in milliseconds: what others do meanwhile is told then. */
const after = 2_000;
/** Where the page shows what this device had, it is told at once what happened since. */
const afterKept = 0;
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
    const wait = kept.copy ? afterKept : after;
    timer ??= setTimeout(() => void untilIdle().then(tryTo), wait);
  };
  const deafen = bootState.subscribe(look);
  over.addEventListener('abort', () => {
    deafen();
    clearTimeout(timer);
  });
  look();
}

import { bootState } from '../../_client/loads/boot.ts';

/** After the first view stands, in milliseconds: what others do meanwhile is told then. */
const after = 2_000;
/** Where its script does not come. */
const tryEvery = 15_000;

/** Begins to show what others do once the first view stands and the page has nothing to do. @returns a way to stop */
export function liveWhenIdle(): () => void {
  let stop: (() => void) | null = null;
  let isOver = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const begin = async () => {
    const { startLive } = await import('../../_client/live/live.ts');
    stop = await startLive();
    if (isOver) stop();
  };
  const beginOrAgain = () => {
    begin().catch(() => {
      timer = setTimeout(beginOrAgain, tryEvery);
    });
  };
  const look = () => {
    if (bootState.get().status !== 'ready' || timer !== undefined) return;
    timer = setTimeout(() => whenIdle(beginOrAgain), after);
  };
  const deafen = bootState.subscribe(look);
  look();
  return () => {
    isOver = true;
    deafen();
    clearTimeout(timer);
    stop?.();
  };
}

/** Safari tells nobody when it is idle. */
function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(work);
  else setTimeout(work, 0);
}

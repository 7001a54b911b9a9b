import { askToPersist } from '../device/ask-to-persist.ts';
import { notify } from '../notices.ts';
import { refusals, syncState } from '../sending/sync-state.ts';
import { comingFiles, refusedOf } from '../store/coming-files.ts';

/**
 * Asks for a lasting storage when something first waits here. What goes out within moments does not wait: some browsers
 * put the question to the person, and then they can see why.
 */
export function watchWaiting(): void {
  const stops = [syncState, refusals, comingFiles].map((cell) => cell.subscribe(look));
  look();

  function look(): void {
    const { pending, stuck } = syncState.get();
    const files = comingFiles.get();
    const isWaiting =
      (stuck && pending > 0) ||
      refusals.get().length > 0 ||
      refusedOf(files).length > 0 ||
      files.some(({ state }) => state === 'resting');
    if (!isWaiting) return;
    for (const stop of stops) stop();
    askToPersist().then(
      (isRefused) => isRefused && notify({ kind: 'unpromised' }),
      () => undefined,
    );
  }
}

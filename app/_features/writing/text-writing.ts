import { createCell } from '../../_client/store/cell.ts';

type Written = { was: string; text: string };
const nothing = () => undefined;

/** What a person writes in its place, until it is saved. `inTurn` does the saving: at once, or as soon as that can be done. */
export function createTextWriting() {
  const cell = createCell<Written | null>(null);
  /** Set while it waits to be saved: what follows then. */
  const waiting = createCell<(() => void) | null>(null);
  const changed = () => {
    const now = cell.get();
    return now !== null && now.text !== now.was ? now : null;
  };
  return {
    cell,
    waiting,
    isUnsaved: () => changed() !== null,
    type(text: string, shown: string): void {
      if (waiting.get() === null) cell.set({ was: cell.get()?.was ?? shown, text });
    },
    revert(): void {
      if (waiting.get() === null) cell.set(null);
    },
    /** Saves it once, however often it is asked for meanwhile; until then it stays where it is. Then comes the last `then`. */
    save(
      store: (text: string, was: string) => void,
      inTurn: (work: () => void) => void,
      then?: () => void,
    ): void {
      const now = changed();
      if (!now) {
        cell.set(null);
        then?.();
        return;
      }
      const earlier = waiting.get();
      waiting.set(then ?? earlier ?? nothing);
      if (earlier) return;
      inTurn(() => {
        const next = waiting.get();
        waiting.set(null);
        cell.set(null);
        store(now.text, now.was);
        next?.();
      });
    },
  };
}

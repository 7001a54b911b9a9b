import { createCell } from '../../_client/store/cell.ts';
import { enteredLength, readEntered, withEnd } from './entered.ts';

type Written = { was: string; text: string };
const nothing = () => undefined;

type Options = {
  /** The field stays open for the next text, and takes it already while the one before waits. */
  goesOn?: boolean;
};

/** What a person writes in its place, until it is saved. `inTurn` does the saving: at once, or as soon as that can be done. */
export function createTextWriting({ goesOn = false }: Options = {}) {
  const cell = createCell<Written | null>(null);
  /** Set while it waits to be saved: what follows then. */
  const waiting = createCell<(() => void) | null>(null);
  const changed = () => {
    const now = cell.get();
    return now !== null && now.text !== now.was ? now : null;
  };
  /** True while the text stays as it is: what waits is all, or the field closes with it. */
  const isHeld = () => waiting.get() !== null && (!goesOn || waiting.get() !== nothing);
  /** Takes out what is to be saved: what is written behind it stays. */
  const take = ({ text, was }: Written): string[] => {
    const { lines, rest } = goesOn ? readEntered(text) : { lines: [text], rest: '' };
    cell.set(rest === '' ? null : { text: rest, was });
    return lines;
  };
  return {
    cell,
    waiting,
    isHeld,
    isUnsaved: () => changed() !== null,
    type(text: string, shown: string): void {
      if (!isHeld()) cell.set({ was: cell.get()?.was ?? shown, text });
    },
    /** Gives up what was not entered. */
    revert(): void {
      const now = cell.get();
      if (waiting.get() === null) cell.set(null);
      else if (now && !isHeld())
        cell.set({ ...now, text: now.text.slice(0, enteredLength(now.text)) });
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
      if (!earlier) {
        inTurn(() => {
          const next = waiting.get();
          waiting.set(null);
          const last = changed();
          for (const text of last ? take(last) : []) store(text, now.was);
          next?.();
        });
      }
      if (goesOn && waiting.get() !== null) cell.set({ ...now, text: withEnd(now.text) });
    },
  };
}

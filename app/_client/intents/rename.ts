import { notify } from '../notices.ts';
import { gesture } from './undo-stack.ts';
import { undoGesture } from './undo.ts';

type Names = {
  text: string;
  /** What stood there when the writing began. */
  was: string;
  /** What stands there as it is sent. */
  now: string;
};

/** Sends another name; an empty or equal one is none. One that it replaces unseen is told, and can be had back. */
export function rename(
  told: 'titleReplaced' | 'nameReplaced',
  { text, was, now }: Names,
  send: (name: string) => void,
): void {
  if (text === '' || text === was || text === now) return;
  const mine = gesture(() => send(text));
  if (now === was) return;
  notify({ kind: 'done', what: told, values: { name: now }, undo: () => undoGesture(mine) });
}

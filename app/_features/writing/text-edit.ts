'use client';

import { useState } from 'react';
import { useCell } from '../../_client/store/use-cell.ts';
import { createTextWriting } from './text-writing.ts';
import { useWriting } from './writing.ts';

type TextEdit = {
  /** What stands in the field. */
  text: string;
  isWriting: boolean;
  /** True while it cannot be saved yet: it stays as it is until then. */
  isWaiting: boolean;
  type: (text: string) => void;
  /** Saves it. `then` comes once it is saved, or at once where there is nothing to save. */
  save: (then?: () => void) => void;
  revert: () => void;
};

const atOnce = (work: () => void): void => work();

/**
 * The editing of a short text in its place. Going away saves it; what was not changed is not saved.
 * @param store gets what was written, and what stood there when the writing began
 * @param inTurn does the saving, where that may have to wait
 */
export function useTextEdit(
  shown: string,
  store: (text: string, was: string) => void,
  inTurn: (work: () => void) => void = atOnce,
): TextEdit {
  const [writing] = useState(createTextWriting);
  const written = useCell(writing.cell);
  const isWaiting = useCell(writing.waiting) !== null;
  const save = (then?: () => void) => writing.save(store, inTurn, then);
  useWriting({ isUnsaved: writing.isUnsaved, commit: save });
  return {
    text: written?.text ?? shown,
    isWriting: written !== null,
    isWaiting,
    type: (text) => writing.type(text, shown),
    save,
    revert: () => writing.revert(),
  };
}

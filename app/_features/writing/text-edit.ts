'use client';

import { useState } from 'react';
import { useCell, usePicked } from '../../_client/store/use-cell.ts';
import { createTextWriting } from './text-writing.ts';
import { useWriting } from './writing.ts';

type TextEdit = {
  /** What stands in the field. */
  text: string;
  isWriting: boolean;
  /** True while it cannot be saved yet, and stays as it is until then. */
  isHeld: boolean;
  type: (text: string) => void;
  /** Saves it. `then` comes once it is saved, or at once where there is nothing to save. */
  save: (then?: () => void) => void;
  revert: () => void;
};

type Options = {
  /** Does the saving, where that may have to wait. */
  inTurn?: (work: () => void) => void;
  /** The field stays open for the next text, and takes it already while the one before waits. Said once. */
  goesOn?: boolean;
};

const atOnce = (work: () => void): void => work();

/**
 * The editing of a short text in its place. Going away saves it; what was not changed is not saved.
 * @param store gets what was written, and what stood there when the writing began
 */
export function useTextEdit(
  shown: string,
  store: (text: string, was: string) => void,
  { inTurn = atOnce, goesOn = false }: Options = {},
): TextEdit {
  const [writing] = useState(() => createTextWriting({ goesOn }));
  const written = useCell(writing.cell);
  const isHeld = usePicked(writing.waiting, writing.isHeld);
  const save = (then?: () => void) => writing.save(store, inTurn, then);
  useWriting({ isUnsaved: writing.isUnsaved, commit: save });
  return {
    text: written?.text ?? shown,
    isWriting: written !== null,
    isHeld,
    type: (text) => writing.type(text, shown),
    save,
    revert: () => writing.revert(),
  };
}

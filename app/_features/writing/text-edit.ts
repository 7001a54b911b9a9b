'use client';

import { useState } from 'react';
import { createCell } from '../../_client/store/cell.ts';
import { useCell } from '../../_client/store/use-cell.ts';
import { useWriting } from './writing.ts';

type TextEdit = {
  /** What stands in the field. */
  text: string;
  isWriting: boolean;
  type: (text: string) => void;
  save: () => void;
  revert: () => void;
};

/**
 * The editing of a short text in its place. Going away saves it; what was not changed is not saved.
 * @param store gets what was written, and what stood there when the writing began
 */
export function useTextEdit(shown: string, store: (text: string, was: string) => void): TextEdit {
  const [cell] = useState(() => createCell<{ was: string; text: string } | null>(null));
  const written = useCell(cell);
  const isUnsaved = () => {
    const now = cell.get();
    return now !== null && now.text !== now.was;
  };
  const save = () => {
    const now = cell.get();
    cell.set(null);
    if (now && now.text !== now.was) store(now.text, now.was);
  };
  useWriting({ isUnsaved, commit: save });
  return {
    text: written?.text ?? shown,
    isWriting: written !== null,
    type: (text) => cell.set({ was: cell.get()?.was ?? shown, text }),
    save,
    revert: () => cell.set(null),
  };
}

'use client';

import { useState } from 'react';
import { useLeave } from './draft.ts';

type TextEdit = {
  /** What is being written; null while nothing is. */
  typed: string | null;
  type: (text: string) => void;
  save: () => void;
  revert: () => void;
};

/** The editing of one line in its place; going away saves it. */
export function useTextEdit(store: (text: string) => void): TextEdit {
  const [typed, setTyped] = useState<string | null>(null);
  useLeave(typed, store);
  return {
    typed,
    type: setTyped,
    save() {
      if (typed !== null) store(typed);
      setTyped(null);
    },
    revert: () => setTyped(null),
  };
}

'use client';

import { useState } from 'react';
import { showToast } from '../../_ui/toast.tsx';
import { useProblemWords } from '../workspace/problem-words.ts';

type Pending = { key: string; value: string; over: unknown };

/**
 * Shows a change of one among several at once, and takes it back with a word where it is refused.
 * @param shown what the server said last; whatever it says next takes the place of the guess
 * @param conflict what it means here that the server finds it in conflict
 */
export function useChange(shown: unknown, conflict?: string) {
  const [pending, setPending] = useState<Pending | null>(null);
  const words = useProblemWords(conflict);
  return {
    /** The value of one, as it will be. */
    valueOf: <T extends string>(key: string, value: T): T =>
      pending?.key === key && pending.over === shown ? (pending.value as T) : value,
    run: (key: string, value: string, call: () => Promise<unknown>) => {
      setPending({ key, value, over: shown });
      call().catch((error: unknown) => {
        setPending(null);
        showToast({ tone: 'problem', message: words(error) });
      });
    },
  };
}

'use client';

import { useState } from 'react';
import { useProblemWords } from './problem-words.ts';

/** One call at a time, whose answer is waited for; `problem` says why the last did not succeed. */
export function useSubmit(run: () => Promise<void>, conflict?: string) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const words = useProblemWords(conflict);
  const submit = async () => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      await run();
    } catch (error) {
      setProblem(words(error));
    }
    setBusy(false);
  };
  return { busy, problem, submit: () => void submit(), clear: () => setProblem(null) };
}

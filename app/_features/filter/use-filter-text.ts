'use client';

import { useEffect, useState } from 'react';

/** So long, in milliseconds, nothing is typed before what stands there is read. */
const wait = 250;

export type FilterText = {
  /** What stands in the line. */
  text: string;
  /** The same, once nothing was typed for a moment. */
  settled: string;
  /** @param isDone it counts at once: it was chosen and not typed */
  set: (text: string, isDone: boolean) => void;
};

/** The text of a filter while it is being written. */
export function useFilterText(first: string): FilterText {
  const [state, setState] = useState({ text: first, settled: first });
  const { text, settled } = state;
  useEffect(() => {
    if (text === settled) return undefined;
    const timer = setTimeout(() => setState({ text, settled: text }), wait);
    return () => clearTimeout(timer);
  }, [text, settled]);
  return {
    text,
    settled,
    set: (next, isDone) =>
      setState((was) => ({ text: next, settled: isDone || next === '' ? next : was.settled })),
  };
}

'use client';

import { useEffect, useRef, useState } from 'react';

const nameOf = (key: string) => `cairn.draft.${key}`;

function readDraft(key: string): string | null {
  try {
    return sessionStorage.getItem(nameOf(key));
  } catch {
    return null;
  }
}

function keepDraft(key: string, text: string | null): void {
  try {
    if (text === null) sessionStorage.removeItem(nameOf(key));
    else sessionStorage.setItem(nameOf(key), text);
  } catch {
    // A browser that refuses storage still lets the text be written; only a reload would lose it.
  }
}

/** Text that is being written and survives a reload of this tab; null while nothing is. */
export function useDraft(key: string): [string | null, (text: string | null) => void] {
  const [text, setText] = useState(() => readDraft(key));
  return [
    text,
    (next) => {
      setText(next);
      keepDraft(key, next);
    },
  ];
}

/** Calls `leave` with the latest text when the component goes away while something is being written. */
export function useLeave(text: string | null, leave: (text: string) => void): void {
  const latest = useRef({ text, leave });
  useEffect(() => {
    latest.current = { text, leave };
  });
  useEffect(
    () => () => {
      const { text: last, leave: run } = latest.current;
      if (last !== null) run(last);
    },
    [],
  );
}

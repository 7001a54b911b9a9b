'use client';

import { useSyncExternalStore } from 'react';

let said = { text: '', turn: 0 };
const listeners = new Set<() => void>();

/** Says something to screen readers only: what a list's move did, how many results there are. */
export function announce(text: string): void {
  said = { text, turn: said.turn + 1 };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

const read = () => said;
const silence = said;

/** Stands once in the shell. Two spans take turns, so that the same words twice are read twice. */
export function LiveRegion() {
  const { text, turn } = useSyncExternalStore(subscribe, read, () => silence);
  return (
    <output aria-live="polite" className="sr-only">
      <span>{turn % 2 === 0 ? text : ''}</span>
      <span>{turn % 2 === 1 ? text : ''}</span>
    </output>
  );
}

'use client';

import { useEffect, useRef } from 'react';

type Field = {
  /** True while it holds words that are saved nowhere. */
  isUnsaved: () => boolean;
  /** Keeps them. Called when the field goes away with such words in it. */
  commit: () => void;
};

const fields = new Set<Field>();

/** True while someone is writing what would be lost with the page. */
export function isWriting(): boolean {
  return [...fields].some(({ isUnsaved }) => isUnsaved());
}

/** Keeps what someone is writing, as going to another view would. */
export function commitWriting(): void {
  for (const { isUnsaved, commit } of fields) if (isUnsaved()) commit();
}

/** Watches over a field in which someone writes: going to another view keeps the words, leaving the page asks first. */
export function useWriting(field: Field): void {
  const latest = useRef(field);
  useEffect(() => {
    latest.current = field;
  });
  useEffect(() => {
    const mine: Field = {
      isUnsaved: () => latest.current.isUnsaved(),
      commit: () => latest.current.commit(),
    };
    fields.add(mine);
    return () => {
      fields.delete(mine);
      if (mine.isUnsaved()) mine.commit();
    };
  }, []);
}

'use client';

import { useEffect, useRef } from 'react';

type Field = {
  /** True while it holds words that are saved nowhere. */
  isUnsaved: () => boolean;
  /** Keeps them. Called when the field goes away with such words in it. */
  commit: () => void;
};

const fields = new Set<() => boolean>();

/** True while someone is writing what would be lost with the page. */
export function isWriting(): boolean {
  return [...fields].some((isUnsaved) => isUnsaved());
}

/** Watches over a field in which someone writes: going to another view keeps the words, leaving the page asks first. */
export function useWriting(field: Field): void {
  const latest = useRef(field);
  useEffect(() => {
    latest.current = field;
  });
  useEffect(() => {
    const isUnsaved = () => latest.current.isUnsaved();
    fields.add(isUnsaved);
    return () => {
      fields.delete(isUnsaved);
      if (isUnsaved()) latest.current.commit();
    };
  }, []);
}

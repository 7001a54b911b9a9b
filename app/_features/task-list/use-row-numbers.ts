'use client';

import { useLayoutEffect } from 'react';
import { rowElementId } from '../task-row/row-element.ts';

type Numbered = { id: string; index: number; size: number };

/** Says of each drawn row which one of how many it is. Set here, so that a row that comes or goes draws no other anew. */
export function useRowNumbers(rows: readonly Numbered[]): void {
  useLayoutEffect(() => {
    for (const { id, index, size } of rows) {
      const element = document.getElementById(rowElementId(id));
      set(element, 'aria-posinset', index + 1);
      set(element, 'aria-setsize', size);
    }
  }, [rows]);
}

function set(element: Element | null, name: string, value: number): void {
  if (element && element.getAttribute(name) !== String(value))
    element.setAttribute(name, String(value));
}

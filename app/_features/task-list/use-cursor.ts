'use client';

import { useEffect, useRef } from 'react';
import { focusRow, isRowFocused } from './focus-row.ts';
import type { ListState } from './list-state.ts';
import type { Part } from './outline.ts';
import type { Range } from './use-window.ts';

type Input = { list: ListState; parts: readonly Part[]; ranges: readonly Range[] };

/**
 * Keeps the cursor on a row that is drawn: Tab comes to that one. When its row goes away, the one that took its place
 * gets the cursor, and the focus if it had it; when it is scrolled away, the row in the middle does.
 */
export function useCursor({ list, parts, ranges }: Input): void {
  const last = useRef({ index: 0, focused: false });
  useEffect(() => {
    const rows = parts.flatMap((part) => part.rows);
    const drawn = parts.flatMap((part, at) => part.rows.slice(ranges[at]?.from, ranges[at]?.to));
    const cursor = list.cursor.get();
    const index = rows.findIndex(({ id }) => id === cursor);
    if (drawn.some(({ id }) => id === cursor)) {
      last.current.index = index;
      return;
    }
    if (index >= 0) {
      list.cursor.set(drawn[Math.floor(drawn.length / 2)]?.id ?? cursor);
      return;
    }
    const heir = rows[Math.min(last.current.index, rows.length - 1)]?.id ?? null;
    list.cursor.set(heir);
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (lost && last.current.focused) requestAnimationFrame(() => focusRow(heir));
  });
  useEffect(() => {
    const note = () => {
      if (document.activeElement !== document.body) last.current.focused = isRowFocused();
    };
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, []);
}

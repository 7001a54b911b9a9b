'use client';

import { useEffect, useRef } from 'react';
import { focusRow, isRowFocused, refocusLater } from './focus-row.ts';
import { heirOf } from './heir-of.ts';
import type { ListState } from './list-state.ts';
import type { Part } from './outline.ts';
import type { Range } from './use-window.ts';

type Input = { list: ListState; parts: readonly Part[]; ranges: readonly Range[] };

/**
 * Keeps the cursor on a row that is drawn: Tab comes to that one. When its row goes away, the one that took its place
 * gets the cursor, and the focus if it had it; when it is scrolled away, the row in the middle does.
 */
export function useCursor({ list, parts, ranges }: Input): void {
  const last = useRef({ parts: [] as readonly Part[], focused: false });
  useEffect(() => {
    const before = last.current.parts;
    last.current.parts = parts;
    const drawn = parts.flatMap((part, at) => part.rows.slice(ranges[at]?.from, ranges[at]?.to));
    const cursor = list.cursor.get();
    if (drawn.some(({ id }) => id === cursor)) return;
    const ids = idsOf(parts);
    if (cursor !== null && ids.includes(cursor)) {
      list.cursor.set(drawn[Math.floor(drawn.length / 2)]?.id ?? cursor);
      return;
    }
    const heir = heirOf(cursor, idsOf(before), ids);
    list.cursor.set(heir);
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (lost && last.current.focused) refocusLater(() => focusRow(heir));
  });
  useEffect(() => {
    const note = () => {
      if (document.activeElement !== document.body) last.current.focused = isRowFocused();
    };
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, []);
}

function idsOf(parts: readonly Part[]): string[] {
  return parts.flatMap((part) => part.rows.map(({ id }) => id));
}

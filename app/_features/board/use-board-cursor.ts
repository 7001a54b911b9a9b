'use client';

import { useEffect, useRef } from 'react';
import { focusRow, isRowFocused, refocusLater } from '../task-list/focus-row.ts';
import type { ListState } from '../task-list/list-state.ts';
import type { ColumnOfCards } from './columns.ts';
import { findCard } from './place-cards.ts';

/** Keeps the cursor on a card that is there: when its card goes away, the one that took its place gets it, and the focus. */
export function useBoardCursor(list: ListState, columns: readonly ColumnOfCards[]): void {
  const last = useRef({ columns, focused: false });
  useEffect(() => {
    const before = last.current.columns;
    last.current.columns = columns;
    const cursor = list.cursor.get();
    const isThere = findCard(columns, cursor) !== null;
    const next = isThere ? cursor : heirOf(findCard(before, cursor), columns);
    list.cursor.set(next);
    // A card that another column took is drawn anew there: an undo, say.
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (lost && last.current.focused) refocusLater(() => focusRow(next));
  }, [list, columns]);
  useEffect(() => {
    const note = () => {
      if (document.activeElement !== document.body) last.current.focused = isRowFocused();
    };
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, []);
}

function heirOf(
  was: ReturnType<typeof findCard>,
  columns: readonly ColumnOfCards[],
): string | null {
  const rows = columns[was?.column ?? -1]?.rows ?? [];
  return (
    rows[Math.min(was?.at ?? 0, rows.length - 1)]?.id ??
    columns.find((column) => column.rows.length > 0)?.rows[0]?.id ??
    null
  );
}

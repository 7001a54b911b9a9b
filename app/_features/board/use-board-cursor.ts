'use client';

import { useEffect, useRef } from 'react';
import { focusRow, isRowFocused } from '../task-list/focus-row.ts';
import type { ListState } from '../task-list/list-state.ts';
import type { Column } from './columns.ts';
import { findCard } from './place-cards.ts';

/** Keeps the cursor on a card that is there: when its card goes away, the one that took its place gets it, and the focus. */
export function useBoardCursor(list: ListState, columns: readonly Column[]): void {
  const last = useRef({ columns, focused: false });
  useEffect(() => {
    const before = last.current.columns;
    last.current.columns = columns;
    const cursor = list.cursor.get();
    if (cursor !== null && findCard(columns, cursor)) return;
    const was = findCard(before, cursor);
    const rows = columns[was?.column ?? -1]?.rows ?? [];
    const heir = rows[Math.min(was?.at ?? 0, rows.length - 1)]?.id ?? firstOf(columns);
    list.cursor.set(heir);
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (lost && last.current.focused) requestAnimationFrame(() => focusRow(heir));
  }, [list, columns]);
  useEffect(() => {
    const note = () => {
      if (document.activeElement !== document.body) last.current.focused = isRowFocused();
    };
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, []);
}

function firstOf(columns: readonly Column[]): string | null {
  return columns.find(({ rows }) => rows.length > 0)?.rows[0]?.id ?? null;
}

'use client';

import { useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import type { ReactNode } from 'react';
import { focusRow } from '../task-list/focus-row.ts';
import { useListScene } from '../task-list/list-state.ts';
import { useRowNumbers } from '../task-list/use-row-numbers.ts';
import { BoardCard } from './board-card.tsx';
import { useBoardScene } from './board-scene.ts';
import type { ColumnOfCards } from './columns.ts';
import { useCardWindow } from './use-card-window.ts';

type Props = {
  column: ColumnOfCards;
  label: string;
  /** Stands below its cards, and scrolls with them. */
  children?: ReactNode;
};

/** The cards of a column: they scroll by themselves, and only those near what is seen are drawn. */
export function ColumnCards({ column, label, children }: Props) {
  const { list, showProject } = useListScene();
  const { reveal } = useBoardScene();
  const { key, ids, rows } = column;
  const scroller = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const { from, to, offsets, total } = useCardWindow({ ids, showProject, scroller, box });
  const drawn = useMemo(() => rows.slice(from, to), [rows, from, to]);
  useRowNumbers(drawn);
  const count = useRef(rows.length);

  useEffect(() => {
    reveal.set(key, (id) => {
      const at = ids.indexOf(id);
      const scroll = scroller.current;
      if (at < 0 || !scroll || focusRow(id)) return;
      scroll.scrollTop = (offsets[at] ?? 0) - scroll.clientHeight / 2;
      requestAnimationFrame(() => requestAnimationFrame(() => focusRow(id)));
    });
    return () => void reveal.delete(key);
  }, [reveal, key, ids, offsets]);

  // What was just written at the foot is seen.
  useLayoutEffect(() => {
    const isWriting = list.line.get()?.part === key;
    if (isWriting && rows.length > count.current && scroller.current)
      scroller.current.scrollTop = total;
    count.current = rows.length;
  }, [list, key, rows.length, total]);

  return (
    <div
      ref={scroller}
      data-scroll="y"
      data-keeps-scroll
      className="min-h-0 shrink overflow-y-auto overscroll-contain px-1 [overflow-anchor:none] [scrollbar-width:thin]"
    >
      <div
        role={rows.length > 0 ? 'tree' : undefined}
        aria-label={rows.length > 0 ? label : undefined}
        aria-multiselectable={rows.length > 0 ? true : undefined}
        style={{ paddingTop: offsets[from], paddingBottom: total - (offsets[to] ?? total) }}
      >
        <div ref={box} role="none">
          {drawn.map(({ id }) => (
            <BoardCard key={id} id={id} />
          ))}
        </div>
      </div>
      {children}
    </div>
  );
}

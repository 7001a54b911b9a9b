'use client';

import { memo, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { useTranslations } from 'next-intl';
import type { ProjectOutput } from '../../../server/project/schema.ts';
import { usePicked } from '../../_client/store/use-cell.ts';
import { useSection } from '../../_client/store/use-rows.ts';
import { classNames } from '../../_ui/class-names.ts';
import { focusRow } from '../task-list/focus-row.ts';
import { useListScene } from '../task-list/list-state.ts';
import { useRowNumbers } from '../task-list/use-row-numbers.ts';
import { useAttach } from '../task-list/late-drag.ts';
import { boardDrag } from './board-drag.ts';
import { BoardCard } from './board-card.tsx';
import { columnElementId, useBoardScene } from './board-scene.ts';
import { ClosedCards } from './closed-cards.tsx';
import { ColumnHeading } from './column-heading.tsx';
import { ColumnLine } from './column-line.tsx';
import type { Column } from './columns.ts';
import { useCardWindow } from './use-card-window.ts';

type Props = {
  column: Column;
  project: ProjectOutput;
  /** False while it stands far beside what is seen: then its cards are not drawn. */
  near: boolean;
  /** True: closed tasks are shown without being asked for. */
  showClosed: boolean;
};

/** A section as a column: it scrolls by itself, and only the cards near what is seen are drawn. */
export const BoardColumn = memo(BoardColumnView);

function BoardColumnView({ column, project, near, showClosed }: Props) {
  const t = useTranslations('board');
  const { list, canMove } = useListScene();
  const board = useBoardScene();
  const { key, rows, sectionId } = column;
  const name = useSection(sectionId)?.name ?? t('noSection');
  const box = useRef<HTMLElement>(null);
  const isTarget = usePicked(list.mark, (mark) => mark?.id === key && mark.allowed);
  const isDragged = usePicked(board.draggedColumn, (id) => id !== null && id === sectionId);
  useAttach(boardDrag, 'attachColumn', { box, id: canMove ? key : null });

  return (
    <section
      ref={box}
      id={columnElementId(key)}
      aria-label={name}
      className={classNames(
        'relative flex min-h-0 max-w-96 min-w-72 flex-1 basis-72 snap-center flex-col rounded-card max-md:max-w-none max-md:min-w-[85%]',
        isTarget && 'ring-2 ring-accent ring-inset',
        isDragged && 'opacity-40',
      )}
    >
      <ColumnHeading sectionId={sectionId} count={column.open} canWrite={canMove} />
      {near && <Cards column={column} label={name} showClosed={showClosed} />}
      {!near && rows.length > 0 && <div className="flex-1" />}
      {canMove && <ColumnLine column={column} workspaceId={project.workspaceId} label={name} />}
      {sectionId !== null && <ColumnMark sectionId={sectionId} />}
    </section>
  );
}

type CardsProps = { column: Column; label: string; showClosed: boolean };

function Cards({ column, label, showClosed }: CardsProps) {
  const { list } = useListScene();
  const { reveal } = useBoardScene();
  const { key, ids, rows } = column;
  const scroller = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const { from, to, offsets, total } = useCardWindow({ ids, scroller, box });
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
      <ClosedCards column={column} label={label} showAll={showClosed} />
    </div>
  );
}

/** The line that says where a dragged column would go. */
function ColumnMark({ sectionId }: { sectionId: string }) {
  const { columnMark } = useBoardScene();
  const edge = usePicked(columnMark, (mark) => (mark?.sectionId === sectionId ? mark.edge : null));
  if (edge === null) return null;
  return (
    <span
      aria-hidden
      className={classNames(
        'pointer-events-none absolute inset-y-2 w-0.5 rounded-full bg-accent',
        edge === 'before' ? '-left-[5px]' : '-right-[5px]',
      )}
    />
  );
}

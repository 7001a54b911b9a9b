'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useMemo, useState } from 'react';
import type { ProjectOutput } from '../../../server/project/schema.ts';
import type { LoadState } from '../../_client/loads/loads.ts';
import { useLoad } from '../../_client/loads/use-load.ts';
import { useLocation } from '../../_client/router.ts';
import { usePicked } from '../../_client/store/use-cell.ts';
import { EmptyState } from '../../_ui/empty-state.tsx';
import { panelTask } from '../shell/route.ts';
import { openTask } from '../shell/open-task.ts';
import { LoadStateView } from '../shell/load-state.tsx';
import { useAddTarget } from '../shell/add-target.ts';
import { AddSection } from '../project/add-section.tsx';
import { BulkBar } from '../task-list/bulk-bar.tsx';
import { ListSceneProvider } from '../task-list/list-state.ts';
import type { ListState } from '../task-list/list-state.ts';
import { lineAtEnd } from '../task-list/line.ts';
import { boardDrag } from './board-drag.ts';
import { BoardColumn } from './board-column.tsx';
import { BoardSceneProvider, createBoardScene } from './board-scene.ts';
import { cardsOf } from './columns.ts';
import type { Column } from './columns.ts';
import { LooseStrip } from './loose-strip.tsx';
import { findCard } from './place-cards.ts';
import { useBoardCursor } from './use-board-cursor.ts';
import { useBoardDrags } from './use-board-drags.ts';
import { useBoardKeys } from './use-board-keys.ts';
import { useColumns } from './use-columns.ts';
import { useNearColumns } from './use-near-columns.ts';

export type BoardProps = {
  project: ProjectOutput;
  list: ListState;
  load: LoadState;
  canWrite: boolean;
  showClosed: boolean;
};

/** A project as a board: its sections are the columns, its open tasks of the top level the cards. */
export function BoardView({ project, list, load, canWrite, showClosed }: BoardProps) {
  const t = useTranslations('project');
  const [board] = useState(createBoardScene);
  const columns = useColumns(project.id);
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const isWriting = usePicked(list.line, (line) => line?.part === 'none');
  const shown = columns.filter(
    ({ sectionId, rows }) =>
      sectionId !== null || rows.length > 0 || isWriting || columns.length === 1,
  );
  const near = useNearColumns(scroller, shown.length);
  const scene = useMemo(
    () => ({
      list,
      canMove: canWrite,
      canDrag: canWrite,
      showProject: false,
      isImplied: () => false,
      openTask,
    }),
    [list, canWrite],
  );
  const isDragging = usePicked(list.dragged, (id) => id !== null);
  useLoad('someClosed', project.id);
  useBoardCursor(list, columns);
  useBoardKeys({ list, board, projectId: project.id, columns, canMove: canWrite, openTask });
  useBoardDrags({ list, board, columns, wanted: canWrite });
  useAddTarget(list, () => {
    const column = columns[findCard(columns, focusedCard())?.column ?? -1] ?? shown[0];
    if (canWrite && column) list.line.set(lineAtEnd(column));
    return canWrite;
  });
  const search = useLocation()?.search ?? '';
  useEffect(() => list.opened.set(panelTask(search)), [list, search]);

  const isEmpty = columns.every(({ rows }: Column) => rows.length === 0) && columns.length === 1;
  return (
    <ListSceneProvider value={scene}>
      <BoardSceneProvider value={board}>
        <div className="relative h-[calc(100%-3rem)]">
          <LoadStateView load={load} isEmpty={isEmpty && !isWriting}>
            <div
              ref={setScroller}
              data-scroll="x"
              onPointerOver={boardDrag.preload}
              data-keeps-scroll
              data-dragging={isDragging || undefined}
              className="flex h-full gap-2 overflow-x-auto overflow-y-hidden px-2 pb-2 md:px-5 max-md:snap-x max-md:snap-mandatory data-dragging:snap-none"
            >
              {shown.map((column, at) => (
                <BoardColumn
                  key={column.key}
                  column={column}
                  project={project}
                  showClosed={showClosed}
                  near={at >= near.from && at < near.to}
                />
              ))}
              {canWrite && !project.isInbox && (
                <div className="w-56 shrink-0 snap-center">
                  <AddSection project={project} flush />
                </div>
              )}
            </div>
            {canWrite && shown.length < columns.length && <LooseStrip />}
            {isEmpty && !isWriting && load.status === 'ready' && (
              <div className="pointer-events-none absolute inset-x-0 top-1/4">
                <EmptyState>{t(project.isInbox ? 'emptyInbox' : 'empty')}</EmptyState>
              </div>
            )}
          </LoadStateView>
        </div>
        <BulkBar list={list} order={() => cardsOf(columns)} />
      </BoardSceneProvider>
    </ListSceneProvider>
  );
}

/** The card in focus, by its task. */
function focusedCard(): string | null {
  return document.activeElement?.closest('[data-task]')?.getAttribute('data-task') ?? null;
}

'use client';

import { useCallback, useEffect, useMemo, useState } from 'react';
import { useLocation } from '../../_client/router.ts';
import { usePicked } from '../../_client/store/use-cell.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { boardDrag } from '../board/board-drag.ts';
import { BoardSceneProvider, createBoardScene } from '../board/board-scene.ts';
import { cardsOf } from '../board/columns.ts';
import type { ColumnOfCards } from '../board/columns.ts';
import { findCard } from '../board/place-cards.ts';
import { useBoardCursor } from '../board/use-board-cursor.ts';
import { useNearColumns } from '../board/use-near-columns.ts';
import { columnsBy } from '../filter/group-tasks.ts';
import type { Grouping } from '../filter/group-tasks.ts';
import { useGroups } from '../filter/use-groups.ts';
import { useNewTask } from '../filter/use-new-task.ts';
import { usePartTitle } from '../filter/use-part-title.ts';
import { useAddTarget } from '../shell/add-target.ts';
import { LoadStateView } from '../shell/load-state.tsx';
import { openTask } from '../shell/open-task.ts';
import { panelTask } from '../shell/route.ts';
import { BulkBar } from '../task-list/bulk-bar.tsx';
import { createListState, ListSceneProvider } from '../task-list/list-state.ts';
import { lineAtEnd } from '../task-list/line.ts';
import type { PartRules } from '../task-list/task-list.tsx';
import { flatPart } from '../task-list/use-outline.ts';
import { standingColumns, takesCards } from './card-move.ts';
import { FoundColumn } from './found-column.tsx';
import type { ViewLayoutProps } from './layout-props.ts';
import { useCardMoves } from './use-card-moves.ts';
import { useFoundDrags } from './use-found-drags.ts';
import { useFoundKeys } from './use-found-keys.ts';

/** What a view finds as a board: its groups are the columns. */
export function ViewBoard({ workspace, found, grouping: asked, empty }: ViewLayoutProps) {
  const { ids, load } = found;
  const grouping = columnsBy(asked);
  const [list] = useState(createListState);
  const [board] = useState(createBoardScene);
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const columns = useFoundColumns(workspace.id, ids, grouping);
  const near = useNearColumns(scroller, columns.length);
  const title = usePartTitle(workspace.id, grouping);
  const newTask = useNewTask({ workspace, asked: found.asked, grouping });
  const plan = useCardMoves({ grouping, columns, title });
  const canDrag = takesCards(grouping);
  const scene = useScene({ list, canDrag, grouping });
  const isDragging = usePicked(list.dragged, (id) => id !== null);
  const isWriting = usePicked(list.line, (line) => line !== null);
  useBoardCursor(list, columns);
  useFoundKeys({ list, board, columns, plan });
  useFoundDrags({ list, columns, plan, wanted: canDrag });
  const rules: PartRules = {
    label: ({ key }) => title(key),
    heading: () => null,
    newTask: ({ key }) => newTask(key),
  };
  useAddTarget(list, () => {
    const here = columns[findCard(columns, list.cursor.get())?.column ?? -1];
    const column = [here, ...columns].find((one) => one && rules.newTask(one) !== null);
    if (column) list.line.set(lineAtEnd(column));
    return column !== undefined;
  });
  const search = useLocation()?.search ?? '';
  useEffect(() => list.opened.set(panelTask(search)), [list, search]);

  const isEmpty = ids.length === 0 && !isWriting;
  return (
    <ListSceneProvider value={scene}>
      <BoardSceneProvider value={board}>
        <div className="relative min-h-0 flex-1">
          <LoadStateView load={load} isEmpty={isEmpty}>
            <div
              ref={setScroller}
              data-scroll="x"
              data-keeps-scroll
              data-dragging={isDragging || undefined}
              onPointerOver={boardDrag.preload}
              className="flex h-full gap-2 overflow-x-auto overflow-y-hidden px-2 pb-2 md:px-5 max-md:snap-x max-md:snap-mandatory data-dragging:snap-none"
            >
              {columns.map((column, at) => (
                <FoundColumn
                  key={column.key}
                  column={column}
                  rules={rules}
                  near={at >= near.from && at < near.to}
                />
              ))}
            </div>
            {isEmpty && (
              <div className="pointer-events-none absolute inset-x-0 top-1/4">{empty}</div>
            )}
          </LoadStateView>
        </div>
        <BulkBar list={list} order={() => cardsOf(columns)} />
      </BoardSceneProvider>
    </ListSceneProvider>
  );
}

function useFoundColumns(
  workspaceId: string,
  ids: readonly string[],
  grouping: Grouping,
): readonly ColumnOfCards[] {
  const groups = useGroups({ workspaceId, ids, grouping, standing: standingColumns });
  return useMemo(
    () => groups.map((group) => ({ ...flatPart(group.key, group.ids), ids: group.ids })),
    [groups],
  );
}

type Scening = { list: ReturnType<typeof createListState>; canDrag: boolean; grouping: Grouping };

function useScene({ list, canDrag, grouping }: Scening) {
  const today = useToday();
  const isImplied = useCallback(
    (day: string) => grouping === 'due' && day >= today,
    [grouping, today],
  );
  return useMemo(
    () => ({
      list,
      canMove: false,
      canDrag,
      showProject: grouping !== 'project',
      isImplied,
      openTask,
    }),
    [list, canDrag, grouping, isImplied],
  );
}

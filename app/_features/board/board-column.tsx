'use client';

import { memo, useRef } from 'react';
import { useTranslations } from 'next-intl';
import type { ProjectOutput } from '../../../server/project/schema.ts';
import { usePicked } from '../../_client/store/use-cell.ts';
import { useSection } from '../../_client/store/use-rows.ts';
import { classNames } from '../../_ui/class-names.ts';
import { useListScene } from '../task-list/list-state.ts';
import { useAttach } from '../task-list/late-drag.ts';
import { boardDrag } from './board-drag.ts';
import { columnElementId, useBoardScene } from './board-scene.ts';
import { ClosedCards } from './closed-cards.tsx';
import { ColumnCards } from './column-cards.tsx';
import { ColumnHeading } from './column-heading.tsx';
import { ColumnLine } from './column-line.tsx';
import type { Column } from './columns.ts';

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
      {near && (
        <ColumnCards column={column} label={name}>
          <ClosedCards column={column} label={name} showAll={showClosed} />
        </ColumnCards>
      )}
      {!near && rows.length > 0 && <div className="flex-1" />}
      {canMove && <ColumnLine column={column} workspaceId={project.workspaceId} label={name} />}
      {sectionId !== null && <ColumnMark sectionId={sectionId} />}
    </section>
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

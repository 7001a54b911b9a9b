'use client';

import ChevronRight from 'lucide-react/icons/chevron-right';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useLoad, useMoreClosed } from '../../_client/loads/use-load.ts';
import { useClosedIds } from '../../_client/store/use-rows.ts';
import { classNames } from '../../_ui/class-names.ts';
import { BoardCard } from './board-card.tsx';
import type { Column } from './columns.ts';

const mostShown = 100;

type Props = { column: Column; label: string; showAll: boolean };

/** The closed tasks of a column: their number at its end, themselves when they are asked for. */
export function ClosedCards({ column, label, showAll }: Props) {
  const t = useTranslations('board');
  const ids = useClosedIds(column.place);
  const { projectId } = column.place;
  const hasMore = useMoreClosed(projectId);
  const [isOpen, setOpen] = useState(false);
  const shown = isOpen || showAll;
  useLoad('closed', projectId, shown && hasMore);
  if (ids.length === 0) return null;
  const name = hasMore ? t('completedMany') : t('completed', { count: ids.length });
  return (
    <div className="pb-1">
      <button
        type="button"
        aria-expanded={shown}
        data-ring="inside"
        data-tip={t(shown ? 'hideCompleted' : 'showCompleted')}
        onClick={() => setOpen(!isOpen)}
        className="flex h-8 w-full items-center gap-1 rounded-control pl-2 text-left text-sm text-muted hover:bg-hover hover:text-text touch:h-11"
      >
        <ChevronRight
          size={14}
          aria-hidden
          className={classNames('transition-transform duration-(--appear)', shown && 'rotate-90')}
        />
        <span data-figures>{name}</span>
      </button>
      {shown && (
        <div role="tree" aria-label={`${label}: ${name}`}>
          {ids.slice(0, mostShown).map((id) => (
            <BoardCard key={id} id={id} />
          ))}
        </div>
      )}
    </div>
  );
}

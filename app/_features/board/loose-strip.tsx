'use client';

import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { usePicked } from '../../_client/store/use-cell.ts';
import { classNames } from '../../_ui/class-names.ts';
import { useAttach } from '../task-list/late-drag.ts';
import { useListScene } from '../task-list/list-state.ts';
import { boardDrag } from './board-drag.ts';

/** While a card is dragged: where it leaves its section, as long as the column of such cards is empty and hidden. */
export function LooseStrip() {
  const t = useTranslations('board');
  const { list } = useListScene();
  const isDragging = usePicked(list.dragged, (id) => id !== null);
  const isTarget = usePicked(list.mark, (mark) => mark?.id === 'none' && mark.allowed);
  const box = useRef<HTMLDivElement>(null);
  useAttach(boardDrag, 'attachColumn', { box, id: isDragging ? 'none' : null });
  if (!isDragging) return null;
  return (
    <div
      ref={box}
      className={classNames(
        'absolute top-1 bottom-2 left-1 z-5 flex w-9 animate-appear items-center justify-center rounded-card bg-raised text-sm shadow-float',
        isTarget ? 'text-accent ring-2 ring-accent ring-inset' : 'text-muted',
      )}
    >
      <span className="[writing-mode:vertical-rl]">{t('noSection')}</span>
    </div>
  );
}

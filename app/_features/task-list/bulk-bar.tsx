'use client';

import { useTranslations } from 'next-intl';
import { useCell } from '../../_client/store/use-cell.ts';
import { LateView, latePart } from '../../_ui/late-part.ts';
import { clearSelected } from './selection.ts';
import type { ListState } from './list-state.ts';

export type BulkBarProps = {
  list: Pick<ListState, 'cursor' | 'selected' | 'editing'>;
};

const buttonsPart = latePart<BulkBarProps>(
  async () => (await import('../command/bulk-buttons.tsx')).BulkButtons,
);

type Props = Pick<BulkBarProps, 'list'> & {
  /** The ids of all tasks of the view: what left it is selected no more. */
  order: readonly string[];
};

/** What can be done to the selected tasks of a list or board. Stands there only while some are. */
export function BulkBar({ list, order }: Props) {
  const t = useTranslations('tasks');
  const selected = useCell(list.selected);
  if (selected.size === 0) return null;
  const count = order.filter((id) => selected.has(id)).length;
  if (count === 0) return null;
  return (
    <div
      role="toolbar"
      aria-label={t('selected', { count })}
      className="pointer-events-none fixed inset-x-0 bottom-20 md:left-60 md:group-data-folded/shell:left-0 z-5 flex justify-center px-1"
    >
      <div className="pointer-events-auto flex min-h-10 max-w-full animate-appear items-center gap-1 rounded-card bg-raised p-1 shadow-float max-md:flex-wrap max-md:justify-center max-md:gap-0">
        <span
          data-figures
          aria-live="polite"
          className="mr-2 shrink-0 pl-2 max-md:mr-0 max-md:w-full max-md:py-1 max-md:text-center"
        >
          {t('selected', { count })}
        </span>
        <LateView part={buttonsPart} props={{ list }} onFail={() => clearSelected(list)} />
      </div>
    </div>
  );
}

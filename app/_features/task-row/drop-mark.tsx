'use client';

import { usePicked } from '../../_client/store/use-cell.ts';
import { classNames } from '../../_ui/class-names.ts';
import { useListScene } from '../task-list/list-state.ts';

/** The line or frame that says where a dragged task would go. */
export function DropMarkLine({ id, depth }: { id: string; depth: number }) {
  const { list } = useListScene();
  const drop = usePicked(list.mark, (mark) => (mark?.id === id && mark.allowed ? mark.drop : null));
  if (drop === null) return null;
  if (drop === 'into') {
    return (
      <span
        aria-hidden
        className="pointer-events-none absolute inset-0 rounded-control ring-2 ring-accent ring-inset"
      />
    );
  }
  return (
    <span
      aria-hidden
      style={{ left: 20 + depth * 24 }}
      className={classNames(
        'pointer-events-none absolute right-0 z-1 h-0.5 bg-accent before:absolute before:-top-[3px] before:-left-1 before:size-2 before:rounded-full before:border-2 before:border-accent before:bg-canvas',
        drop === 'before' ? '-top-px' : '-bottom-px',
      )}
    />
  );
}

'use client';

import { useCell } from '../../_client/store/use-cell.ts';
import { LateView, latePart } from '../../_ui/late-part.ts';
import type { BulkToolbarProps } from '../command/bulk-toolbar.tsx';
import { clearSelected } from './selection.ts';
import type { ListState } from './list-state.ts';

const toolbarPart = latePart<BulkToolbarProps>(
  async () => (await import('../command/bulk-toolbar.tsx')).BulkToolbar,
);

type Props = {
  list: ListState;
  /** Tells the ids of all tasks of the view: what left it is selected no more. */
  order: () => readonly string[];
};

/** What can be done to the selected tasks of a list or board. Stands there only while some are. */
export function BulkBar({ list, order }: Props) {
  const selected = useCell(list.selected);
  if (selected.size === 0) return null;
  const count = order().filter((id) => selected.has(id)).length;
  if (count === 0) return null;
  return <LateView part={toolbarPart} props={{ list, count }} onFail={() => clearSelected(list)} />;
}

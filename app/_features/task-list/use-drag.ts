'use client';

import { useEffect } from 'react';
import type { RefObject } from 'react';
import { createCell } from '../../_client/store/cell.ts';
import type * as Drag from './drag.ts';
import { useCell } from '../../_client/store/use-cell.ts';

type DragModule = typeof Drag;

/** Fetched when a mouse or finger first comes to a list: reading and typing do not need it. */
const dragModule = createCell<DragModule | null>(null);
let coming: Promise<void> | null = null;

/** Fetches what dragging needs. */
export function preloadDrag(): void {
  coming ??= import('./drag.ts').then(
    (loaded) => dragModule.set(loaded),
    () => {
      coming = null;
    },
  );
}

/** Lets a row be dragged and dropped on, once dragging is here. */
export function useRowDrag(
  box: RefObject<HTMLElement | null>,
  taskId: string,
  wanted: boolean,
): void {
  const drag = useCell(dragModule);
  useEffect(() => {
    if (drag && wanted && box.current) return drag.attachRow(box.current, taskId);
  }, [drag, wanted, box, taskId]);
}

/** Lets tasks be dropped here, to go to the end of a part. */
export function useEndDrop(
  box: RefObject<HTMLElement | null>,
  part: string,
  wanted: boolean,
): void {
  const drag = useCell(dragModule);
  useEffect(() => {
    if (drag && wanted && box.current) return drag.attachEnd(box.current, part);
  }, [drag, wanted, box, part]);
}

/** What dragging needs; null until it is here. */
export function useDragModule(): DragModule | null {
  return useCell(dragModule);
}

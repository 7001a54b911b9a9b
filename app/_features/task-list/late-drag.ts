'use client';

import { useEffect } from 'react';
import type { RefObject } from 'react';
import { createCell } from '../../_client/store/cell.ts';
import type { Cell } from '../../_client/store/cell.ts';
import { useCell } from '../../_client/store/use-cell.ts';

/** What dragging in one kind of view needs. */
export type LateDrag<Module> = {
  /** Fetches it, once. Called when a mouse or finger first comes to the view: reading and typing do not need it. */
  preload: () => void;
  /** Null until it is here. */
  module: Cell<Module | null>;
};

export function createLateDrag<Module>(fetchModule: () => Promise<Module>): LateDrag<Module> {
  const cell = createCell<Module | null>(null);
  let coming: Promise<void> | null = null;
  const preload = () => {
    coming ??= fetchModule().then(cell.set, () => {
      coming = null;
    });
  };
  return { preload, module: cell };
}

type Attach = (element: HTMLElement, id: string) => () => void;
/** Null: not now. */
type Attached = { box: RefObject<HTMLElement | null>; id: string | null };

/** Lets an element be dragged or dropped on, in the way of that name, once dragging is here. */
export function useAttach<Way extends string, Module extends Record<Way, Attach>>(
  late: LateDrag<Module>,
  way: Way,
  { box, id }: Attached,
): void {
  const drag = useCell(late.module);
  useEffect(() => {
    if (drag && id !== null && box.current) return drag[way](box.current, id);
  }, [drag, way, box, id]);
}

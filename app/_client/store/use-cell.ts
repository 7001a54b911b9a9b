'use client';

import { useSyncExternalStore } from 'react';
import type { Cell } from './cell.ts';

/** The value of a cell; redraws when it changes. */
export function useCell<T>(cell: Cell<T>): T {
  return useSyncExternalStore(cell.subscribe, cell.get, cell.get);
}

/** A part of a cell's value; redraws only when that part changes. It must not be a new object each time. */
export function usePicked<T, P>(cell: Cell<T>, pick: (value: T) => P): P {
  const snapshot = () => pick(cell.get());
  return useSyncExternalStore(cell.subscribe, snapshot, snapshot);
}

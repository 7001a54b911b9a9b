'use client';

import { useSyncExternalStore } from 'react';
import { createStore } from './store.ts';
import type { Store } from './store.ts';

/** The store of this page. Components read it through hooks only. */
export const store: Store = createStore();

/**
 * What `select` finds in the store; redraws only when it finds something else.
 * It must return rows, lists of the store or plain values, never a new object each time.
 */
export function useStore<T>(select: (store: Store) => T): T {
  const snapshot = () => select(store);
  return useSyncExternalStore(store.subscribe, snapshot, snapshot);
}

'use client';

import { useSyncExternalStore } from 'react';
import { withStorage } from '../_client/storage.ts';

const key = 'cairn.sidebar';
const listeners = new Set<() => void>();
let folded: boolean | null = null;

/** Where storage is shut the choice lives until the page is left. */
function read(): boolean {
  folded ??= withStorage('localStorage', (storage) => storage.getItem(key) === 'folded') ?? false;
  return folded;
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function toggleSidebar(): void {
  const next = !read();
  folded = next;
  withStorage('localStorage', (storage) => storage.setItem(key, next ? 'folded' : 'open'));
  for (const listener of listeners) listener();
}

/** Whether the sidebar is folded away on this device. */
export function useSidebarFolded(): boolean {
  return useSyncExternalStore(subscribe, read, () => false);
}

/** Whether keys belong to a text that is being written. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input:not([type=checkbox]), textarea, select'))
  );
}

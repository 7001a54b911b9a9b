'use client';

import { useSyncExternalStore } from 'react';

/** What stands in the address bar. Null while the static page is not yet alive, so that both renders agree. */
export type Location = { path: string; search: string };

const listeners = new Set<() => void>();
let current: Location | null = null;

function read(): Location {
  const { pathname, search } = window.location;
  if (current?.path !== pathname || current.search !== search) current = { path: pathname, search };
  return current;
}

function emit() {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  if (listeners.size === 0) window.addEventListener('popstate', emit);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener('popstate', emit);
  };
}

const nowhere = () => null;

/** The present address; null in the static HTML and in the first render. */
export function useLocation(): Location | null {
  return useSyncExternalStore(subscribe, read, nowhere);
}

/** Goes to a path of the workspace without a request. `replace` leaves no entry to go back to. */
export function navigate(path: string, options: { replace?: boolean } = {}): void {
  const target = new URL(path, window.location.href);
  if (target.origin !== window.location.origin)
    throw new Error(`navigate: ${path} is not of this site`);
  if (target.href === window.location.href) return;
  const change = options.replace === true ? 'replaceState' : 'pushState';
  window.history[change](null, '', target.href);
  emit();
}

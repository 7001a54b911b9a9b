import { useSyncExternalStore } from 'react';

const names = ['online', 'offline'] as const;

function subscribe(changed: () => void): () => void {
  for (const name of names) window.addEventListener(name, changed);
  return () => {
    for (const name of names) window.removeEventListener(name, changed);
  };
}

/** False where the browser knows that it has no network. */
export function useOnline(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
}

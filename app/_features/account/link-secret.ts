'use client';

import { useSyncExternalStore } from 'react';

let kept: string | null = null;
const stay = () => () => undefined;

/** Kept here and taken out of the address, so that it is in no history and on no screen. */
function read(): string {
  if (kept === null) {
    kept = window.location.hash.slice(1);
    window.history.replaceState(null, '', window.location.pathname);
  }
  return kept;
}

/** What stands behind the `#` of a mailed link; null in the static page. */
export function useLinkSecret(): string | null {
  return useSyncExternalStore(stay, read, () => null);
}

import { useCallback, useSyncExternalStore } from 'react';

/** Follows a media query. False in the static HTML, so use it for behaviour; for looks there is CSS. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(query).matches,
    () => false,
  );
}

/** Where the bottom bar stands instead of the sidebar. */
export const phone = '(max-width: 767px)';

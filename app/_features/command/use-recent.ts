'use client';

import { useEffect } from 'react';
import { useLocation } from '../../_client/router.ts';
import { noteRecent } from './recent.ts';

/** How long one must be somewhere for it to count, in milliseconds. */
const stay = 400;

/** Notes where the person is, for the palette. */
export function useRecent(): void {
  const location = useLocation();
  useEffect(() => {
    if (location === null) return;
    const timer = setTimeout(() => noteRecent(location.path), stay);
    return () => clearTimeout(timer);
  }, [location]);
}

'use client';

import { useEffect, useRef } from 'react';
import { syncState } from '../../_client/sending/sync-state.ts';
import { useCell } from '../../_client/store/use-cell.ts';

/** Reads again once what was done here is saved: what the page did itself it does not hear of. */
export function useOnSaved(again: () => void): void {
  const isSaved = useCell(syncState).pending === 0;
  const was = useRef(isSaved);
  useEffect(() => {
    if (isSaved && !was.current) again();
    was.current = isSaved;
  }, [isSaved, again]);
}

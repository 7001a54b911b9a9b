'use client';

import { useMemo } from 'react';
import { memoized } from './memoized.ts';
import { useStore } from './page-store.ts';
import { planRowId } from './rows.ts';

/** Those of the given tasks that stand in the person's own plan. */
export function usePlannedIds(ids: readonly string[]): readonly string[] {
  const text = ids.join(' ');
  const select = useMemo(
    () =>
      memoized(
        (store): readonly string[] =>
          text.split(' ').filter((id) => store.get('plans', planRowId(id)) !== undefined),
        ['plans'],
      ),
    [text],
  );
  return useStore(select);
}

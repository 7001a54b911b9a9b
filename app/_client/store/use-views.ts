'use client';

import { useMemo } from 'react';
import type { ViewOutput } from '../../../server/view/schema.ts';
import { memoized } from './memoized.ts';
import { useStore } from './page-store.ts';
import { byOrder } from './place.ts';

/** A saved view, or undefined where the store does not hold it. */
export const useView = (id: string): ViewOutput | undefined =>
  useStore((store) => store.get('views', id));

/** The saved views of a workspace that the person sees, in their order. */
export function useViewIds(workspaceId: string): readonly string[] {
  const select = useMemo(
    () =>
      memoized(
        (store): readonly string[] =>
          [...store.tables.views.rows.values()]
            .filter((view) => view.workspaceId === workspaceId)
            .sort(byOrder)
            .map(({ id }) => id),
        ['views'],
      ),
    [workspaceId],
  );
  return useStore(select);
}

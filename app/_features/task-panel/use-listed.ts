'use client';

import { useMemo } from 'react';
import { useStore } from '../../_client/store/page-store.ts';
import type { Rows, TableName } from '../../_client/store/rows.ts';
import { sameValue } from '../../_client/store/same-row.ts';
import type { Store } from '../../_client/store/store.ts';

/** The rows of these ids that are in sight, in their order; the same list while none of them changes. */
export function useListed<T extends TableName>(
  table: T,
  ids: readonly string[],
): readonly Rows[T][] {
  return useStore(useMemo(() => listed(table, ids), [table, ids]));
}

function listed<T extends TableName>(table: T, ids: readonly string[]) {
  let kept: readonly Rows[T][] = [];
  return (store: Store) => {
    const rows = ids.flatMap((id) => store.get(table, id) ?? []);
    if (!sameValue(kept, rows)) kept = rows;
    return kept;
  };
}

'use client';

import { useMemo } from 'react';
import { store } from '../../_client/store/page-store.ts';
import { useSectionIds, useStructure } from '../../_client/store/use-rows.ts';
import { columnOf } from './columns.ts';
import type { Column } from './columns.ts';

/** The columns of a project, first that of the tasks without a section. Worked out again when its lists change. */
export function useColumns(projectId: string): readonly Column[] {
  const sectionIds = useSectionIds(projectId);
  const structure = useStructure(projectId);
  return useMemo(
    () => (structure < 0 ? [] : columnsIn(projectId, sectionIds)),
    [projectId, sectionIds, structure],
  );
}

/** The columns as the store has them now: for what asks right after a move. */
export function columnsIn(projectId: string, sectionIds: readonly string[]): Column[] {
  return [null, ...sectionIds].map((sectionId) => {
    const place = { projectId, sectionId, parentId: null };
    const ids = store.openIn(place);
    const open = ids.reduce(
      (count, id) => count + (store.get('tasks', id)?.status === 'open' ? 1 : 0),
      0,
    );
    return columnOf(place, ids, open);
  });
}

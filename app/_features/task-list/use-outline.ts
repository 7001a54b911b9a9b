'use client';

import { useMemo } from 'react';
import { store } from '../../_client/store/page-store.ts';
import { useCell } from '../../_client/store/use-cell.ts';
import { useSectionIds, useStructure } from '../../_client/store/use-rows.ts';
import { collapsed } from './collapsed.ts';
import { outlineOf, sourceIn } from './outline.ts';
import type { Part } from './outline.ts';

const source = sourceIn(store);

/** The sections of a project with their rows, first those without a section. Worked out again when lists change. */
export function useOutline(projectId: string, showClosed: boolean): readonly Part[] {
  const sectionIds = useSectionIds(projectId);
  const structure = useStructure(projectId);
  const folded = useCell(collapsed);
  return useMemo(() => {
    const outline = (sectionId: string | null): Part => {
      const part = outlineOf(
        source,
        { projectId, sectionId, parentId: null },
        { collapsed: folded, showClosed },
      );
      return sectionId !== null && folded.has(sectionId) ? { ...part, rows: [] } : part;
    };
    return structure < 0 ? [] : [null, ...sectionIds].map(outline);
  }, [projectId, sectionIds, structure, folded, showClosed]);
}

/** A part of a list that is sorted by something else than hand: nothing nests in it. */
export function flatPart(key: string, ids: readonly string[]): Part {
  const rows = ids.map((id, index) => {
    const task = store.get('tasks', id);
    const place = { projectId: task?.projectId ?? '', sectionId: null, parentId: id };
    const children = store.openIn(place).length;
    return { id, depth: 0, place, index, size: ids.length, children, collapsed: true };
  });
  return {
    key,
    sectionId: null,
    rows,
    open: rows.filter(({ id }) => store.get('tasks', id)?.status === 'open').length,
  };
}

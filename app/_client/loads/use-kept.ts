'use client';

import { useEffect } from 'react';
import { noteFilter } from '../store/shown-filters.ts';
import { useCell, usePicked } from '../store/use-cell.ts';
import { firstBoot } from './boot.ts';
import { keepLoaded, loadOf, readyState } from './loads.ts';
import type { LoadState } from './loads.ts';
import { readFiltered } from './read-filtered.ts';
import { readSections, readViews } from './read-lists.ts';
import { restoredAll } from './restore.ts';
import { whole } from './whole.ts';

/** Ids begin with that of a workspace. */
const readers = {
  views: readViews,
  /** What a filter finds that the store's rows answer, once all of them are here. */
  filter: readFiltered,
  /** What a filter finds by what no row says. */
  answered: readFiltered,
  /** The sections of some projects, whose ids follow. */
  sections: async (id) => {
    await Promise.all(id.split(' ').slice(1).map(readSections));
  },
  nothing: () => Promise.resolve(),
} satisfies Record<string, (id: string) => Promise<void>>;
type Kind = keyof typeof readers;

function isHeld(kind: Kind, id: string): boolean {
  if (kind === 'nothing') return true;
  return kind !== 'answered' && whole.get().has(id.split(' ', 1)[0] ?? '');
}

async function readNow(kind: Kind, id: string): Promise<void> {
  await Promise.all([firstBoot, restoredAll()]);
  if (!isHeld(kind, id)) await readers[kind](id);
}

/** Keeps something of a workspace read while this is drawn, unless the page holds all of it. */
function useKept(kind: Kind, id: string): LoadState {
  useEffect(
    () =>
      keepLoaded(
        `${kind} ${id}`,
        () => readNow(kind, id),
        () => isHeld(kind, id),
      ),
    [kind, id],
  );
  const state = useCell(loadOf(`${kind} ${id}`, () => readNow(kind, id)));
  return usePicked(whole, () => isHeld(kind, id)) ? readyState : state;
}

/** Keeps the saved views of a workspace read. */
export const useViewsLoad = (workspaceId: string): LoadState => useKept('views', workspaceId);

/** Keeps the sections of some projects of a workspace read. */
export function useSectionsLoad(workspaceId: string, projectIds: readonly string[]): LoadState {
  const isAsked = projectIds.length > 0;
  const id = [workspaceId, ...projectIds].join(' ');
  return useKept(isAsked ? 'sections' : 'nothing', isAsked ? id : '');
}

type FilterReading = {
  workspaceId: string;
  /** As `filterLoadId` makes it; null asks nothing. */
  id: string | null;
  /** True where the store's rows say what the filter finds, once all of them are here. */
  isAnsweredHere: boolean;
};

/** Keeps what a filter finds read. */
export function useFilterLoad({ workspaceId, id, isAnsweredHere }: FilterReading): LoadState {
  useEffect(() => (id === null ? undefined : noteFilter(workspaceId)), [workspaceId, id]);
  return useKept(id === null ? 'nothing' : isAnsweredHere ? 'filter' : 'answered', id ?? '');
}

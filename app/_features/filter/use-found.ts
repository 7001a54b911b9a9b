'use client';

import { useMemo } from 'react';
import type { FilterSort } from '../../../server/domain/enums.ts';
import type { ResolvedFilter } from '../../../server/domain/filter/resolve-filter.ts';
import type { LoadState } from '../../_client/loads/loads.ts';
import { answerOf, filterLoadId } from '../../_client/loads/read-filtered.ts';
import { useFilterLoad, useSectionsLoad } from '../../_client/loads/use-kept.ts';
import { isAnsweredHere, selectAnswered, selectFiltered } from '../../_client/store/filtered.ts';
import { useStore } from '../../_client/store/page-store.ts';
import { useCell } from '../../_client/store/use-cell.ts';
import { projectsOfSections } from './read-filter.ts';
import type { FilterReading } from './read-filter.ts';
import { useFilterNames, useIsWhole } from './use-filter.ts';

export type Found = {
  ids: readonly string[];
  load: LoadState;
  /** Of one identity as long as it asks the same; null where the page cannot say what it asks. */
  asked: ResolvedFilter | null;
};

type Asking = { workspaceId: string; text: string; sort: FilterSort };

/** The tasks that a filter finds: by the store's rows where these can say it, else by the server's answer. */
export function useFound(reading: FilterReading | null, asking: Asking): Found {
  const { workspaceId, text, sort } = asking;
  const isWhole = useIsWhole(workspaceId);
  const right = reading?.kind === 'right' ? reading : null;
  const isHere = right?.resolved != null && isAnsweredHere(right.filter, isWhole);
  const names = useFilterNames(workspaceId);
  // What is added goes into a section that the page knows.
  useSectionsLoad(workspaceId, right ? projectsOfSections(right.filter, names) : []);
  const id = filterLoadId(workspaceId, sort, text);
  const load = useFilterLoad({ workspaceId, id: right ? id : null, isAnsweredHere: isHere });
  const answered = useCell(answerOf(id));
  // Names and days are looked up again with each change of a list; mostly they mean the same as before.
  const said = JSON.stringify(right?.resolved ?? null);
  const asked = useMemo(() => JSON.parse(said) as ResolvedFilter | null, [said]);
  const select = useMemo(
    () =>
      isHere && asked
        ? selectFiltered({ workspaceId, filter: asked, sort })
        : selectAnswered(answered, sort),
    [isHere, asked, workspaceId, sort, answered],
  );
  return { ids: useStore(select), load, asked };
}

'use client';

import { useLocale } from 'next-intl';
import { useMemo } from 'react';
import { whole } from '../../_client/loads/whole.ts';
import { selectNamesIn } from '../../_client/store/filtered.ts';
import { useStore } from '../../_client/store/page-store.ts';
import { usePicked } from '../../_client/store/use-cell.ts';
import { useMe } from '../../_client/store/use-rows.ts';
import { useToday } from '../../_client/store/use-today.ts';
import type { FilterNames } from '../../../server/domain/filter/resolve-names.ts';
import { readFilter } from './read-filter.ts';
import type { FilterReading } from './read-filter.ts';

/** True once the page holds all of a workspace. */
export const useIsWhole = (workspaceId: string) =>
  usePicked(whole, (workspaces) => workspaces.has(workspaceId));

/** What a filter may name in a workspace. */
export function useFilterNames(workspaceId: string): FilterNames {
  return useStore(useMemo(() => selectNamesIn(workspaceId), [workspaceId]));
}

/** A filter's text as the person means it today; null before the page knows who they are. */
export function useFilter(text: string, workspaceId: string): FilterReading | null {
  const locale = useLocale();
  const today = useToday();
  const me = useMe();
  const names = useFilterNames(workspaceId);
  const knowsSections = useIsWhole(workspaceId);
  return useMemo(() => {
    if (!me || today === '') return null;
    const { timeZone, dayStart, weekStart } = me;
    const context = { me: me.id, names, today, timeZone, dayStart, weekStart };
    return readFilter(text, { locale, context, knowsSections });
  }, [text, locale, today, me, names, knowsSections]);
}

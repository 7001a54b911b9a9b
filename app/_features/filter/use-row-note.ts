'use client';

import { useLocale } from 'next-intl';
import { useMemo } from 'react';
import { negate } from '../../../server/domain/filter/ast.ts';
import { whyMatches } from '../../../server/domain/filter/match-filter.ts';
import type { ResolvedFilter } from '../../../server/domain/filter/resolve-filter.ts';
import { sayFilter } from '../../../server/domain/filter/say-filter.ts';
import { filterTaskOf } from '../../_client/store/filtered.ts';
import { store } from '../../_client/store/page-store.ts';

/** Why a task is here, in words; undefined where the filter has one way in, and so all are there for the same. */
export function useRowNote(asked: ResolvedFilter | null): ((taskId: string) => string) | undefined {
  const locale = useLocale();
  return useMemo(() => {
    if (!asked || !hasChoice(asked)) return undefined;
    return (taskId) => {
      const task = store.get('tasks', taskId);
      if (!task) return '';
      const reasons = whyMatches(asked, filterTaskOf(store, task));
      return reasons
        .map(({ clause, negated }) => sayFilter(negated ? negate(clause) : clause, locale))
        .join(', ');
    };
  }, [asked, locale]);
}

function hasChoice(filter: ResolvedFilter): boolean {
  if (filter.kind === 'clause') return false;
  if (filter.kind === 'not') return hasChoice(filter.of);
  return filter.kind === 'or' || filter.of.some(hasChoice);
}

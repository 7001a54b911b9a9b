'use client';

import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import { announce } from '../../_ui/live-region.tsx';
import { moveRows } from '../task-list/move-rows.ts';
import type { Target } from '../task-list/place.ts';

/** Moves cards and says where they landed: moved to “Doing”, 2 of 5. One undo takes all back. */
export function useMoveCards(): (ids: readonly string[], target: Target) => void {
  const t = useTranslations('board');
  return useCallback(
    (ids, target) =>
      moveRows(ids, target, ({ kind, where: place, ...values }) => {
        const where = kind === 'section' ? place : t('noSection');
        announce(t('moved', { count: ids.length, where, ...values }));
      }),
    [t],
  );
}

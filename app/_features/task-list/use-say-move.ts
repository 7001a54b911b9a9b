'use client';

import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import { announce } from '../../_ui/live-region.tsx';
import type { Standing } from './move-rows.ts';

/** Says to screen readers where a task went: «Молоко» moved to “Done”, position 2 of 5. */
export function useSayMove(): (standing: Standing) => void {
  const t = useTranslations('tasks.moved');
  return useCallback(({ kind, ...values }) => announce(t(kind, values)), [t]);
}

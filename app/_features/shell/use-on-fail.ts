'use client';

import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import { showToast } from '../../_ui/toast.tsx';

/** Tells that a part of the page did not arrive. */
export function useOnFail(): () => void {
  const t = useTranslations('ui');
  return useCallback(() => void showToast({ message: t('partMissing'), tone: 'problem' }), [t]);
}

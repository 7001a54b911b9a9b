'use client';

import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import { store } from '../../_client/store/page-store.ts';
import { isWritable } from '../../_client/store/writable.ts';
import { showToast } from '../../_ui/toast.tsx';

/** Asks whether the title of a task may be written here; where it may not, says why. */
export function useMayEdit(): (taskId: string) => boolean {
  const t = useTranslations('rights');
  return useCallback(
    (taskId) => {
      const may = isWritable(store.get('projects', store.get('tasks', taskId)?.projectId ?? ''));
      if (!may) showToast({ message: t('readOnly') });
      return may;
    },
    [t],
  );
}

'use client';

import { useTranslations } from 'next-intl';
import { bulkProgress } from '../../_client/intents/bulk-tasks.ts';
import { useCell } from '../../_client/store/use-cell.ts';
import { Progress } from '../../_ui/progress.tsx';

/** How far a change of very many tasks is: it takes several calls. */
export function BulkProgress() {
  const t = useTranslations('command');
  const progress = useCell(bulkProgress);
  if (progress === null) return null;
  const { done, all } = progress;
  return (
    <div
      role="status"
      className="pointer-events-none fixed right-4 bottom-20 z-40 w-64 animate-late rounded-card bg-raised p-3 shadow-float md:bottom-4"
    >
      <Progress label={t('saving')} value={done / all} note={t('savingNote', { done, all })} />
    </div>
  );
}

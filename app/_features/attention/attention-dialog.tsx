'use client';

import { useTranslations } from 'next-intl';
import { refusals } from '../../_client/sending/sync-state.ts';
import { comingFiles, refusedOf } from '../../_client/store/coming-files.ts';
import { useCell } from '../../_client/store/use-cell.ts';
import { Dialog } from '../../_ui/dialog.tsx';
import { AttentionRow } from './attention-row.tsx';
import type { AttentionDialogProps } from './attention-view.tsx';
import { FileAttentionRow } from './file-attention-row.tsx';

/** What the server refused, with its text and why, until the person has decided. Fetched when it is first opened. */
export function AttentionDialog({ open, onClose }: AttentionDialogProps) {
  const t = useTranslations('attention');
  const all = useCell(refusals);
  const files = refusedOf(useCell(comingFiles));
  return (
    <Dialog open={open} onClose={onClose} title={t('title')}>
      <p className="mb-3 text-muted">{all.length + files.length > 0 ? t('intro') : t('none')}</p>
      <ul className="divide-y divide-hairline">
        {all.map((refusal) => (
          <AttentionRow key={refusal.id} refusal={refusal} />
        ))}
        {files.map((file) => (
          <FileAttentionRow key={file.id} file={file} />
        ))}
      </ul>
    </Dialog>
  );
}

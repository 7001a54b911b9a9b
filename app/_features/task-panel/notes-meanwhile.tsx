'use client';

import { useTranslations } from 'next-intl';
import { Button } from '../../_ui/button.tsx';
import { Markdown } from '../../_ui/markdown.tsx';

type Props = {
  /** As they stand now. */
  notes: string;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
};

/** Notes that came from elsewhere while someone was writing others: both are kept until the person chooses. */
export function NotesMeanwhile({ notes, onKeepMine, onTakeTheirs }: Props) {
  const t = useTranslations('panel');
  return (
    <div role="status" className="mt-3 rounded-control border border-border px-3 py-2">
      <p className="mb-2 text-sm text-muted">
        {t(notes === '' ? 'notesEmptied' : 'notesMeanwhile')}
      </p>
      <Markdown text={notes} />
      <div className="mt-3 flex justify-end gap-2">
        <Button onClick={onTakeTheirs}>{t('takeTheirs')}</Button>
        <Button tone="primary" onClick={onKeepMine}>
          {t('keepMine')}
        </Button>
      </div>
    </div>
  );
}

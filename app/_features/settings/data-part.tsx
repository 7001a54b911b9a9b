'use client';

import Download from 'lucide-react/icons/download';
import { useTranslations } from 'next-intl';
import { buttonLooks } from '../../_ui/button-looks.ts';
import { LeavingPart } from './leaving-part.tsx';
import { Part } from './part.tsx';

/** What is the person's own here: to take along, and to take away. */
export function DataPart() {
  const t = useTranslations('leaving');
  return (
    <>
      <Part title={t('exportTitle')} about={t('exportAbout')}>
        <a href="/api/export" download className={buttonLooks('quiet', 'mt-1')}>
          <Download size={16} aria-hidden />
          {t('export')}
        </a>
      </Part>
      <LeavingPart />
    </>
  );
}

'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Column } from './column.tsx';

/** What stands where a view will: a page of its own, with a heading for who does not see it. */
export function Meanwhile({ children }: { children: ReactNode }) {
  const t = useTranslations('product');
  return (
    <Column>
      <h1 className="sr-only">{t('name')}</h1>
      <div className="pt-12">{children}</div>
    </Column>
  );
}

'use client';

import { useTranslations } from 'next-intl';

/** Says why a project offers nothing to change it. */
export function RightNote({ right }: { right: 'read' | 'comment' }) {
  const t = useTranslations('team');
  return (
    <p className="mx-auto max-w-190 px-4 pb-3 text-sm text-muted md:px-7">{t(`only.${right}`)}</p>
  );
}

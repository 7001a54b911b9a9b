'use client';

import { useTranslations } from 'next-intl';

const widths = ['w-64', 'w-48', 'w-80', 'w-56', 'w-72', 'w-40'];

/** Quiet stand-ins for rows; they come only after 300 ms. */
export function Skeleton() {
  const t = useTranslations('ui');
  return (
    <div role="status" aria-label={t('loading')} className="animate-late">
      {widths.map((width) => (
        <div key={width} aria-hidden className="flex h-row items-center gap-2 pl-7">
          <span className="size-[18px] rounded-full bg-hover" />
          <span className={`h-3 max-w-full rounded-control bg-hover ${width}`} />
        </div>
      ))}
    </div>
  );
}

'use client';

import { useTranslations } from 'next-intl';
import { Logo } from './logo.tsx';
import { linkButton } from './button-looks.ts';

const home = '/today';

/** Also for what a link of the workspace does not find. The link loads the page anew: it may stand outside of the shell. */
export function NotFoundView() {
  const t = useTranslations('error');
  return (
    <div className="flex min-h-dvh flex-col items-center justify-center gap-3 px-6 text-center">
      <Logo className="mb-3 size-10" />
      <h1 className="text-title font-semibold">{t('notFoundTitle')}</h1>
      <p className="max-w-80 text-balance text-muted">{t('notFound')}</p>
      <a href={home} className={linkButton('mt-2')}>
        {t('goToday')}
      </a>
    </div>
  );
}

'use client';

import { useLocale, useTranslations } from 'next-intl';
import { locales } from '../../../server/domain/enums.ts';
import { chooseLocale } from '../../_i18n/choose-locale.ts';

/** Each language under its own name, at the foot of the page. */
export function LanguageSwitch() {
  const t = useTranslations('language');
  const current = useLocale();
  return (
    <footer aria-label={t('label')} className="flex gap-1 py-4 text-sm">
      {locales.map((locale) => (
        <button
          key={locale}
          type="button"
          lang={locale}
          aria-pressed={locale === current}
          onClick={() => chooseLocale(locale)}
          className="h-8 rounded-control px-2 text-muted hover:bg-hover hover:text-text aria-pressed:text-text touch:h-11 touch:px-3"
        >
          {t(locale)}
        </button>
      ))}
    </footer>
  );
}

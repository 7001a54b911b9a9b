'use client';

import { fatalWords } from './_i18n/fatal.ts';
import { CrashView } from './_ui/crash-view.tsx';
import './globals.css';

/** Stands in for the whole document when even the layout threw: no provider, so it brings its own few words. */
export default function GlobalError() {
  const locale =
    typeof document !== 'undefined' && document.documentElement.lang === 'ru' ? 'ru' : 'en';
  return (
    <html lang={locale}>
      <body>
        <CrashView {...fatalWords[locale]} />
      </body>
    </html>
  );
}

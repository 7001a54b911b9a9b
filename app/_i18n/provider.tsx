'use client';

import { NextIntlClientProvider } from 'next-intl';
import type { ReactNode } from 'react';
import type { Locale } from '../../server/domain/enums.ts';
import type { Messages } from './messages.ts';

type Props = { locale: Locale; messages: Messages; children: ReactNode };

/** Gives every component below the texts of one language. Dates come as plain days, so no zone is needed. */
export function IntlProvider({ locale, messages, children }: Props) {
  return (
    <NextIntlClientProvider locale={locale} messages={messages} timeZone="UTC">
      {children}
    </NextIntlClientProvider>
  );
}

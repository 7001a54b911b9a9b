'use client';

import { NextIntlClientProvider } from 'next-intl';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { Locale } from '../../server/domain/enums.ts';
import type { Messages } from './messages.ts';

type Props = {
  locale: Locale;
  /** `Messages` as JSON: React would walk through each of them as it reads the page, a browser parses them in a millisecond. */
  messages: string;
  children: ReactNode;
};

/** Gives every component below the texts of one language. Dates come as plain days, so no zone is needed. */
export function IntlProvider({ locale, messages, children }: Props) {
  const words = useMemo(() => JSON.parse(messages) as Messages, [messages]);
  return (
    <NextIntlClientProvider locale={locale} messages={words} timeZone="UTC">
      {children}
    </NextIntlClientProvider>
  );
}

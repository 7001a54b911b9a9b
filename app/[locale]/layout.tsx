import { readFileSync } from 'node:fs';
import type { Metadata, Viewport } from 'next';
import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { locales } from '../../server/domain/enums.ts';
import { messages } from '../_i18n/messages.ts';
import { IntlProvider } from '../_i18n/provider.tsx';
import { canvasColours } from '../_ui/canvas-colours.ts';
import { ThemeProvider } from '../_ui/theme.tsx';
import '../globals.css';

export const dynamicParams = false;

/** In the page itself: asked for apart, it would come before the scripts. */
const icon = `data:image/svg+xml,${encodeURIComponent(readFileSync('public/icon.svg', 'utf8'))}`;

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  themeColor: (['light', 'dark'] as const).map((scheme) => ({
    media: `(prefers-color-scheme: ${scheme})`,
    color: canvasColours[scheme],
  })),
};

type Props = { children: ReactNode; params: Promise<{ locale: string }> };

export function generateStaticParams() {
  return locales.map((locale) => ({ locale }));
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  return {
    title: 'Cairn',
    description: messages[localeFrom(locale)].product.tagline,
    robots: { index: false, follow: false },
    icons: { icon, apple: '/apple-touch-icon.png' },
    formatDetection: { telephone: false, date: false, address: false, email: false },
  };
}

export default async function RootLayout({ children, params }: Props) {
  const locale = localeFrom((await params).locale);
  return (
    <html lang={locale} suppressHydrationWarning>
      <body>
        <ThemeProvider>
          <IntlProvider locale={locale} messages={JSON.stringify(messages[locale])}>
            {children}
          </IntlProvider>
        </ThemeProvider>
      </body>
    </html>
  );
}

function localeFrom(name: string) {
  return locales.find((locale) => locale === name) ?? notFound();
}

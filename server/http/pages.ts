import { locales } from '../domain/enums.ts';
import type { Locale } from '../domain/enums.ts';

/** One shell serves every workspace path; what it shows, the page's own router reads from the address. */
const shell =
  /^\/(?:(?:today|inbox|upcoming|search|import|archive|trash|settings|admin)(?:\/[^/]+)?|(?:p|l|t)\/[^/]+(?:\/[^/]+)?)?$/;

const own = new Map([
  ['/sign-in', '/sign-in'],
  ['/sign-up', '/sign-up'],
  ['/forgot', '/forgot'],
  ['/reset', '/reset'],
  ['/confirm', '/confirm'],
  ['/welcome', ''],
]);

export type PageRoute = {
  /** The path that Next knows, `/en/sign-in`. */
  path: string;
  /** False where nothing has this address. */
  found: boolean;
};

/** Maps what stands in the address bar to the page that Next has built. `pathname` is as sent, not decoded. */
export function pageRoute(pathname: string, locale: Locale): PageRoute {
  const bare = pathname.length > 1 && pathname.endsWith('/') ? pathname.slice(0, -1) : pathname;
  const page = own.get(bare) ?? (shell.test(bare) ? '' : undefined);
  return { path: `/${locale}${page ?? '/not-found'}`, found: page !== undefined };
}

/** The person's choice, else the first language of the browser that we speak, else English. */
export function localeOf(cookie: string | null, acceptLanguage: string | undefined): Locale {
  const chosen = locales.find((locale) => locale === cookie);
  if (chosen !== undefined) return chosen;
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const q = parameters
        .map((p) => /^\s*q=([\d.]+)\s*$/.exec(p)?.[1])
        .find((value) => value !== undefined);
      return { language: tag.split('-')[0] ?? '', weight: q === undefined ? 1 : Number(q) };
    })
    .filter((entry) => entry.weight > 0)
    .toSorted((a, b) => b.weight - a.weight);
  for (const { language } of wanted) {
    const spoken = locales.find((locale) => locale === language);
    if (spoken !== undefined) return spoken;
  }
  return 'en';
}

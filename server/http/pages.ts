import { locales } from '../domain/enums.ts';
import type { Locale } from '../domain/enums.ts';

/** What each workspace has; other than the personal one they stand below `/w/` and the end of their id. */
const inWorkspace =
  /^(?:\/w\/[0-9a-f]{6,32})?(?:\/(?:inbox|search|filter|import|trash|archive|history|completed|settings)(?:\/[^/]+)?|\/(?:p|l|v|t)\/[^/]+(?:\/[^/]+)?)?$/;
/** What is the person's own, over all workspaces. What is to be added comes with `/add`: shared with the app, say. */
const personal =
  /^\/(?:(?:today|settings|admin)(?:\/[^/]+)?|upcoming|calendar|notifications|add)?$/;
/** One shell serves all of these; what it shows, the page's own router reads from the address. */
export const shellPath = new RegExp(`${inWorkspace.source}|${personal.source}`);

/** The shell's page that brings what this address shows in its first script; else that is fetched. */
function shellPage(path: string, search: string): string {
  if (/^\/(?:today)?$/.test(path)) return '/today';
  if (!/^(?:\/w\/[0-9a-f]+)?\/(?:inbox|p|t|add)\b/.test(path)) return '';
  return new URLSearchParams(search).get('view') === 'board' ? '/board' : '/project';
}

/** What works signed out has a page of its own. */
const own = new Map([
  ['/sign-in', '/sign-in'],
  ['/sign-up', '/sign-up'],
  ['/invite', '/invite'],
  ['/forgot', '/forgot'],
  ['/reset', '/reset'],
  ['/confirm', '/confirm'],
  ['/welcome', '/today'],
]);

export type PageRoute = {
  /** The path that Next knows, `/en/sign-in`. */
  path: string;
  /** False where nothing has this address. */
  found: boolean;
};

/** Maps what stands in the address bar to the page that Next has built. `pathname` is as sent, not decoded. */
export function pageRoute(pathname: string, search: string, locale: Locale): PageRoute {
  const bare = pathname.length > 1 && pathname.endsWith('/') ? pathname.slice(0, -1) : pathname;
  const page = own.get(bare) ?? (shellPath.test(bare) ? shellPage(bare, search) : undefined);
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

import type { Browser, BrowserContext, Page } from '@playwright/test';
import type { Locale } from '../../server/domain/enums.ts';
import type { Cast } from './cast.ts';
import type { Shot } from './shot.ts';
import { quiet } from '../quiet.ts';

const sizes = { desktop: { width: 1400, height: 900 }, phone: { width: 375, height: 812 } };
const themes = ['light', 'dark'] as const;

export type Look = { locale: Locale; theme: (typeof themes)[number]; size: keyof typeof sizes };

/** What a screen is looked at with: a running instance, the people of a language, and how it is to look. */
export type Studio = { browser: Browser; cast: Cast; url: string; look: Look };

/** Both themes on a desktop and a phone. */
export function looks(locale: Locale): Look[] {
  const both = Object.keys(sizes) as (keyof typeof sizes)[];
  return themes.flatMap((theme) => both.map((size) => ({ locale, theme, size })));
}

/** Opens a screen in one of its states, as the person who sees it. */
export async function openShot(
  studio: Studio,
  shot: Shot,
): Promise<{ page: Page; close: () => Promise<void> }> {
  const { cast, url, look } = studio;
  const context = await openContext(studio, shot);
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  await interfere(page, shot.api);
  await page.goto(url + (typeof shot.at === 'string' ? shot.at : shot.at(cast, look.locale)));
  await settle(page, shot.api);
  await shot.act?.({ page, cast, locale: look.locale });
  return { page, close: () => context.close() };
}

async function openContext(
  { browser, cast, url, look }: Studio,
  shot: Shot,
): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: sizes[look.size],
    colorScheme: look.theme,
    hasTouch: look.size === 'phone',
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
    timezoneId: 'Europe/Moscow',
    ...(shot.who === 'nobody' ? {} : { storageState: cast.states[shot.who] }),
  });
  await context.addCookies([{ name: 'cairn.locale', value: look.locale, url }]);
  return context;
}

async function interfere(page: Page, api: Shot['api']): Promise<void> {
  if (!api) return;
  // One request may carry several calls.
  const asked = new RegExp(`/api/trpc/(?:[^?]*,)?(?:${api.of ?? '[^?]*'})(?:,|\\?|$)`, 'u');
  await page.route(asked, (route) => {
    if (api.how === 'hangs') return;
    return route.fulfill({ status: 500, body: 'a fault' });
  });
}

/** What is shown has come by then; what is fetched ahead may be under way. */
const silence = 450;

/** What is asked again and again is never idle: two seconds show what stands there meanwhile. */
async function settle(page: Page, api: Shot['api']): Promise<void> {
  if (api === undefined) await quiet(page, silence);
  else await page.waitForTimeout(2000);
}

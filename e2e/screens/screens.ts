import type { Page } from '@playwright/test';
import type { Locale } from '../../server/domain/enums.ts';
import type { Told } from './tell.ts';
import { stories } from './stories.ts';

/** What a picture is taken of: a page of the person of the story, or of a person who has nothing yet. */
export type Scene = { page: Page; told: Told; locale: Locale };

/** One picture: `who` looks, at this address, after this was done there. */
export type Shot = {
  who: 'full' | 'empty' | 'nobody';
  at: string | ((told: Told) => string);
  act?: (scene: Scene) => Promise<void>;
  /** Answers to the page's questions that do not come, or are faults. */
  api?: 'hangs' | 'fails';
};

const first = (told: Told) => `/p/${told.projects[0]?.key}`;
const second = (told: Told) => `/p/${told.projects[1]?.key}`;
const press =
  (key: string) =>
  async ({ page }: Scene) =>
    page.keyboard.press(key);

/** Every screen, in each state that it has: `<screen>.<state>`. */
export const shots: Record<string, Shot> = {
  'sign-in.full': { who: 'nobody', at: '/sign-in' },
  'sign-up.full': { who: 'nobody', at: '/sign-up' },
  'sign-in.error': {
    who: 'nobody',
    at: '/sign-in',
    act: async ({ page }) => {
      await page.locator('input[name=email]').fill('nobody@example.org');
      await page.locator('input[name=password]').fill('not the password');
      await page.locator('button[type=submit]').click();
      await page.getByRole('alert').first().waitFor();
    },
  },
  'not-found.full': { who: 'full', at: '/p/NOWHERE' },
  'today.full': { who: 'full', at: '/today' },
  'today.empty': { who: 'empty', at: '/today' },
  'today.loading': { who: 'full', at: '/today', api: 'hangs' },
  'today.error': { who: 'full', at: '/today', api: 'fails' },
  'inbox.full': { who: 'full', at: '/inbox' },
  'inbox.empty': { who: 'empty', at: '/inbox' },
  'project.full': { who: 'full', at: first },
  'task.full': { who: 'full', at: (told) => `${first(told)}?task=${told.taskId}` },
  'label.full': { who: 'full', at: (told) => `/l/${told.labelIds[0]}` },
  'search.full': {
    who: 'full',
    at: '/search',
    act: async ({ page, locale }) => {
      await page.getByRole('searchbox').fill(stories[locale].search);
      await page.waitForLoadState('networkidle');
    },
  },
  'search.empty': { who: 'full', at: '/search' },
  'import.empty': { who: 'full', at: '/import' },
  'keys.full': { who: 'full', at: second, act: press('Shift+?') },
};

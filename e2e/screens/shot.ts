import type { Locator, Page } from '@playwright/test';
import type { Locale } from '../../server/domain/enums.ts';
import type { Cast } from './cast.ts';

/** What a picture is taken of: a page of one of the people of the story. */
export type Scene = { page: Page; cast: Cast; locale: Locale };

export type Act = (scene: Scene) => Promise<unknown>;

/** One picture: `who` looks, at this address, after this was done there. */
export type Shot = {
  who: keyof Cast['states'] | 'nobody';
  at: string | ((cast: Cast, locale: Locale) => string);
  act?: Act;
  /** Answers to the page's questions that do not come, or are faults; those `of` some procedures (a pattern), or all. */
  api?: { how: 'hangs' | 'fails'; of?: string };
};

export const home = ({ told }: Cast) => `/p/${told.projects[0]?.key}`;
export const catalogue = ({ team }: Cast) => `/w/${team.tail}/p/${team.projects[0]?.key}`;

/** Does one after the other. */
export const inTurn =
  (...acts: Act[]): Act =>
  async (scene) => {
    for (const act of acts) await act(scene);
  };

export const press =
  (...keys: string[]): Act =>
  async ({ page }) => {
    for (const key of keys) await page.keyboard.press(key);
  };

/** A row of a list or a card of a board, counted from the top. */
export const rowAt = (page: Page, n: number): Locator => page.getByRole('treeitem').nth(n);

export const focusRow =
  (n: number): Act =>
  ({ page }) =>
    rowAt(page, n).focus();

/** Waits until something of this role stands there. */
export const shown =
  (role: 'dialog' | 'menu' | 'listbox' | 'toolbar' | 'alert' | 'progressbar'): Act =>
  ({ page }) =>
    page.getByRole(role).first().waitFor();

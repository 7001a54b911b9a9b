import type { Page } from '@playwright/test';
import { pushes } from '../pushes.ts';
import { quiet } from '../quiet.ts';
import type { Act, Scene } from './shot.ts';
import { wordOf } from './words.ts';

type Team = Scene['cast']['team'];

/** A place of the team's workspace. */
export const inTeam =
  (rest: string) =>
  ({ team }: { team: Team }) =>
    `/w/${team.tail}/${rest}`;

/** Presses what has this name in the view, or in the menu that is open. */
export const click =
  (name: string, role: 'button' | 'menuitem' = 'button'): Act =>
  ({ page, locale }) =>
    page
      .getByRole('main')
      .or(page.getByRole('menu'))
      .getByRole(role, { name: wordOf(locale, name), exact: true })
      .first()
      .click();

export const type =
  (text: (scene: Scene) => string): Act =>
  async (scene) => {
    await scene.page.keyboard.type(text(scene));
    await quiet(scene.page);
  };

/** On a phone the places stand behind a button. */
export const browse: Act = async ({ page, locale }) => {
  const button = page.getByRole('button', { name: wordOf(locale, 'shell.browse'), exact: true });
  if (await button.isVisible()) await button.click();
};

export const openSwitcher: Act = async (scene) => {
  await browse(scene);
  await scene.page.locator('[data-switcher]:visible').click();
  await scene.page.getByRole('menu').waitFor();
};

/** Waits until a button of this name can be seen. */
export const offered =
  (name: string): Act =>
  ({ page, locale }) =>
    page
      .getByRole('button', { name: wordOf(locale, name), exact: true })
      .first()
      .waitFor();

/** What is done from now on is shown and on its way, and reaches no server. */
export const holdBack: Act = ({ page }) => page.route(pushes, () => undefined);

/** What the page fetches once it stands is there by then: `quiet` may come between two of its pieces. */
export const rested: Act = ({ page }) => page.waitForTimeout(2500);

/** The open task. */
export const panelOf = (page: Page) => page.locator('[data-task-panel]');

import { browse, openSwitcher, type } from './acts.ts';
import { stories } from './stories.ts';
import type { Story } from './story.ts';
import { catalogue, focusRow, home, inTurn, press, rowAt, shown } from './shot.ts';
import type { Scene, Shot } from './shot.ts';
import { wordOf } from './words.ts';
import { quiet } from '../quiet.ts';

export const board = (cast: Scene['cast']) => `${catalogue(cast)}?view=board`;
export const withTask = (cast: Scene['cast']) => `${catalogue(cast)}?task=${cast.team.taskId}`;
export const emptyView = ({ team }: Scene['cast']) => `/w/${team.tail}/v/${team.emptyView}`;
const blank = ({ told }: Scene['cast']) => `/p/${told.projects.at(-1)?.key}`;
const rightClick = async ({ page }: Scene) => {
  await rowAt(page, 1).click({ button: 'right' });
  await page.getByRole('menu').waitFor();
};
export const searchFor = (text: (scene: Scene) => string) => async (scene: Scene) => {
  await scene.page.getByRole('searchbox').fill(text(scene));
  await quiet(scene.page);
};
export const writeFilter =
  (text: (scene: Scene) => string) =>
  ({ page, ...scene }: Scene) =>
    page
      .getByRole('main')
      .getByRole('textbox')
      .first()
      .fill(text({ page, ...scene }));
const mistyped = ({ filter, labels: [label] }: Story) =>
  filter.replace(label?.name ?? '', label?.name.slice(0, -1) ?? '');
const openPicture = async ({ page }: Scene) => {
  await page.locator('li button:has(img)').first().click();
  await page.getByRole('dialog').waitFor();
};
const addReminder = async ({ page, locale }: Scene) => {
  const label = wordOf(locale, 'reminder.title');
  await page.getByRole('button', { name: label }).click();
  await page.getByRole('dialog', { name: wordOf(locale, 'reminder.add') }).waitFor();
};
const openHistory = async ({ page, locale }: Scene) => {
  await page.getByRole('button', { name: wordOf(locale, 'history.title'), exact: true }).click();
  await quiet(page);
};

/** Tasks, and what is done with them. */
export const workShots: Record<string, Shot> = {
  'today.full': { who: 'full', at: '/today' },
  'today.empty': { who: 'empty', at: '/today' },
  'today.loading': { who: 'full', at: '/today', api: { how: 'hangs' } },
  'today.error': { who: 'full', at: '/today', api: { how: 'fails' } },
  'upcoming.full': { who: 'full', at: '/upcoming' },
  'upcoming.empty': { who: 'empty', at: '/upcoming' },
  'calendar.month': { who: 'full', at: '/calendar' },
  'calendar.week': { who: 'full', at: '/calendar?view=week' },
  'calendar.empty': { who: 'empty', at: '/calendar' },
  'notifications.full': { who: 'full', at: '/notifications' },
  'notifications.empty': { who: 'empty', at: '/notifications' },
  'inbox.full': { who: 'full', at: '/inbox' },
  'inbox.empty': { who: 'empty', at: '/inbox' },
  'project.full': { who: 'full', at: home },
  'project.empty': { who: 'full', at: blank },
  'project.archived': {
    who: 'full',
    at: ({ team }) => `/w/${team.tail}/p/${team.projects.at(-1)?.key}`,
  },
  'project.print': {
    who: 'full',
    at: home,
    act: async ({ page }) => {
      // What prints comes once the page has rested.
      await page.waitForTimeout(2000);
      await page.emulateMedia({ media: 'print' });
      await page.locator('[data-print]').waitFor();
    },
  },
  'board.full': { who: 'full', at: board },
  'board.empty': { who: 'full', at: (cast) => `${blank(cast)}?view=board` },
  'board.menu': { who: 'full', at: board, act: rightClick },
  'browse.full': { who: 'full', at: '/inbox', act: browse },
  'browse.empty': { who: 'empty', at: '/inbox', act: browse },
  'switcher.full': {
    who: 'full',
    at: catalogue,
    act: openSwitcher,
  },
  'task.full': { who: 'full', at: (cast) => `${home(cast)}?task=${cast.told.taskId}` },
  'panel.reminders': {
    who: 'full',
    at: (cast) => `${home(cast)}?task=${cast.told.taskId}`,
    act: addReminder,
  },
  'task.team': { who: 'full', at: withTask },
  'task.history': { who: 'full', at: withTask, act: openHistory },
  'lightbox.full': { who: 'full', at: withTask, act: openPicture },
  'label.empty': { who: 'full', at: ({ team }) => `/w/${team.tail}/l/${team.labelIds[0]}` },
  'label.full': { who: 'full', at: ({ told }) => `/l/${told.labelIds[0]}` },
  'menu.full': { who: 'full', at: home, act: rightClick },
  'bulk.full': {
    who: 'full',
    at: home,
    act: inTurn(focusRow(0), press('x', 'Shift+ArrowDown', 'Shift+ArrowDown'), shown('toolbar')),
  },
  'due.full': { who: 'full', at: home, act: inTurn(focusRow(1), press('s'), shown('dialog')) },
  'labels.full': { who: 'full', at: home, act: inTurn(focusRow(1), press('l'), shown('listbox')) },
  'assignees.full': {
    who: 'full',
    at: catalogue,
    act: inTurn(focusRow(1), press('a'), shown('listbox')),
  },
  'priority.full': { who: 'full', at: home, act: inTurn(focusRow(1), press('p'), shown('menu')) },
  'palette.empty': { who: 'full', at: home, act: inTurn(press('Control+k'), shown('dialog')) },
  'palette.full': {
    who: 'full',
    at: catalogue,
    act: inTurn(
      press('Control+k'),
      shown('dialog'),
      type(({ locale }) => stories[locale].search),
    ),
  },
  'palette.step': {
    who: 'full',
    at: home,
    act: inTurn(
      focusRow(0),
      press('Control+k'),
      shown('dialog'),
      type(({ locale }) => wordOf(locale, 'keys.command.move')),
      press('Enter'),
    ),
  },
  'keys.full': { who: 'full', at: catalogue, act: inTurn(press('Shift+?'), shown('dialog')) },
  'filter.full': {
    who: 'full',
    at: '/filter',
    act: inTurn(
      writeFilter(({ locale }) => stories[locale].filter),
      ({ page }) => rowAt(page, 0).waitFor(),
    ),
  },
  'filter.wrong': {
    who: 'full',
    at: '/filter',
    act: inTurn(
      writeFilter(({ locale }) => mistyped(stories[locale])),
      ({ page }) => page.locator('[aria-invalid=true]').waitFor(),
    ),
  },
  'filter.empty': { who: 'full', at: '/filter' },
  'views.full': {
    who: 'full',
    at: ({ told }) => `/v/${told.viewIds[0]}`,
    act: ({ page }) => rowAt(page, 0).waitFor(),
  },
  'views.empty': { who: 'member', at: emptyView },
  'views.board': {
    who: 'full',
    at: ({ told }) => `/v/${told.viewIds[2]}`,
    act: ({ page }) => page.getByRole('treeitem').first().waitFor(),
  },
  'views.calendar': {
    who: 'full',
    at: ({ told }) => `/v/${told.viewIds[3]}`,
    act: ({ page }) => quiet(page),
  },
  'search.full': {
    who: 'full',
    at: '/search',
    act: searchFor(({ locale }) => stories[locale].search),
  },
  'search.none': { who: 'full', at: '/search', act: searchFor(() => '№ 404') },
  'search.empty': { who: 'full', at: '/search' },
};

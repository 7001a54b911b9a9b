import { refusePushes } from '../pushes.ts';
import { quiet } from '../quiet.ts';
import { holdBack, offered, panelOf, rested, type } from './acts.ts';
import { focusRow, home, inTurn, press, shown } from './shot.ts';
import type { Act, Scene, Shot } from './shot.ts';
import { stories } from './stories.ts';
import { withTask } from './work-shots.ts';
import { wordOf } from './words.ts';

/** A choice of this browser alone, which is as fresh as the picture. */
const dense: Act = async ({ page }) => {
  await page.evaluate(() => localStorage.setItem('cairn.density', 'dense'));
  await page.reload();
  await quiet(page);
};

const write = (which: 'once' | 'often') =>
  inTurn(
    holdBack,
    press('c'),
    type(({ locale }) => stories[locale].written[which]),
    ({ page }) => page.locator('[data-chip]').first().waitFor(),
  );

/** A change of a task that was deleted elsewhere, and a task that was to be added. */
const refused: Act = inTurn(
  ({ page }) => page.evaluate(() => localStorage.setItem('cairn.persist', 'asked')),
  ({ page }) => refusePushes(page),
  focusRow(4),
  press('d', 'c'),
  type(({ locale }) => stories[locale].inbox[0]?.title ?? ''),
  press('Enter', 'Escape'),
  offered('attention.open'),
  ({ page }) => quiet(page),
);

const openRelations: Act = ({ page }) => panelOf(page).locator('[data-key=r]').click();

const openRepeat: Act = ({ page, locale }) =>
  panelOf(page)
    .getByRole('button', { name: wordOf(locale, 'repeat.title') })
    .click();

/** Opens the task of the first project that comes again each month. */
const openRepeating: Act = async ({ page, locale }) => {
  const [project] = stories[locale].projects;
  const { title = '' } = project?.sections[0]?.tasks.find(({ repeats }) => repeats) ?? {};
  await page.getByRole('treeitem').filter({ hasText: title }).focus();
  await page.keyboard.press('Enter');
  await panelOf(page).waitFor();
  await quiet(page);
};

/** The server says that nobody is signed in any more. */
const signOut: Act = ({ page }) =>
  page.route('**/api/trpc/sync.push', (route) => {
    const data = { code: 'UNAUTHORIZED' };
    return route.fulfill({ status: 401, json: { error: { message: 'Sign in first.', data } } });
  });

/** A script that the page wants next does not come. */
const losePart: Act = inTurn(
  rested,
  ({ page }) => page.route('**/_next/static/**', (route) => route.abort()),
  press('g', 's'),
  ({ page, locale }) => page.getByText(wordOf(locale, 'errors.failed')).waitFor(),
);

/** An answer of a shape that the page was not made for: drawing it throws. */
const breakAnswer: Act = async ({ page }) => {
  await page.route('**/api/trpc/admin.getSizes*', (route) =>
    route.fulfill({ json: [{ result: { data: {} } }] }),
  );
  await page.goto(new URL('/admin/numbers', page.url()).href);
  await page.locator('[role=alert] h1').waitFor();
};

export const trashed = ({ team }: Scene['cast']) => `/w/${team.tail}/t/${team.trashed}`;

/** What stands there while and after something is done. Nothing of it reaches the server. */
export const doingShots: Record<string, Shot> = {
  'project.dense': { who: 'full', at: home, act: dense },
  'add.full': {
    who: 'full',
    at: (_, locale) => {
      const [title] = stories[locale].trash;
      return `/add?${new URLSearchParams({ title: title ?? '', url: 'https://harbour.example/offer' })}`;
    },
    act: holdBack,
  },
  'quick-add.full': { who: 'full', at: home, act: write('once') },
  'quick-add.repeat': { who: 'full', at: home, act: write('often') },
  'toast.done': {
    who: 'full',
    at: home,
    act: inTurn(holdBack, focusRow(4), press('d'), offered('ui.undo')),
  },
  'toast.deleted': {
    who: 'full',
    at: home,
    act: inTurn(holdBack, focusRow(4), press('Backspace'), offered('ui.undo')),
  },
  'bulk.deleted': {
    who: 'full',
    at: home,
    act: inTurn(
      holdBack,
      focusRow(4),
      press('x', 'Shift+ArrowDown', 'Shift+ArrowDown'),
      shown('toolbar'),
      press('Backspace'),
      offered('ui.undo'),
    ),
  },
  'sync.saving': {
    who: 'full',
    at: home,
    // What takes longer than a second is told of.
    act: inTurn(holdBack, focusRow(4), press('d'), ({ page }) => page.waitForTimeout(1500)),
  },
  'sync.unsaved': {
    who: 'full',
    at: home,
    act: inTurn(
      rested,
      ({ page }) => page.context().setOffline(true),
      focusRow(4),
      press('d'),
      offered('sync.retry'),
    ),
  },
  'sync.signed-out': {
    who: 'full',
    at: home,
    act: inTurn(signOut, focusRow(4), press('d'), ({ page, locale }) =>
      page
        .getByRole('link', { name: wordOf(locale, 'sync.signIn'), exact: true })
        .first()
        .waitFor(),
    ),
  },
  'attention.line': { who: 'full', at: home, act: refused },
  'attention.full': {
    who: 'full',
    at: home,
    act: inTurn(
      refused,
      ({ page, locale }) =>
        page
          .getByRole('button', { name: wordOf(locale, 'attention.open'), exact: true })
          .first()
          .click(),
      shown('dialog'),
    ),
  },
  'relation.full': { who: 'full', at: withTask, act: inTurn(openRelations, shown('listbox')) },
  'relation.task': {
    who: 'full',
    at: withTask,
    act: inTurn(
      openRelations,
      ({ page }) => page.getByRole('option').first().click(),
      type(({ locale }) => stories[locale].search),
      shown('listbox'),
    ),
  },
  'repeat.full': {
    who: 'full',
    at: home,
    act: inTurn(openRepeating, openRepeat, shown('dialog')),
  },
  'repeat.empty': {
    who: 'full',
    at: (cast) => `${home(cast)}?task=${cast.told.taskId}`,
    act: inTurn(openRepeat, shown('dialog')),
  },
  'task.missing': {
    who: 'full',
    at: '/inbox?task=00000000-0000-7000-8000-000000000000',
  },
  'task.trashed': { who: 'full', at: trashed, act: offered('trash.restore') },
  'part.missing': { who: 'full', at: '/inbox', act: losePart },
  'crash.full': { who: 'full', at: '/admin/people', act: breakAnswer },
};

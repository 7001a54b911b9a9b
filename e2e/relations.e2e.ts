import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { accessible } from './accessible.ts';
import { call } from './call.ts';
import { keptRows } from './kept-rows.ts';
import { signUp } from './sign-up.ts';
import { gather, leave, makeProject } from './team.ts';
import { useInstance } from './use-instance.ts';
import { saved } from './watch-writes.ts';

const cairn = useInstance();
let people = 0;

const words = {
  en: {
    blocked: 'Blocked',
    add: 'Relations Add a relation',
    blockedBy: 'Blocked by',
    blocks: 'Blocks',
    relates: 'Relates to',
    remove: 'Remove “Blocked by”: a',
    undo: 'Undo',
    circle: /wait for ever/,
    history: 'History',
    said: /made the task block “b”/,
  },
  ru: {
    blocked: 'Заблокирована',
    add: 'Связи Добавить связь',
    blockedBy: 'Заблокирована',
    blocks: 'Блокирует',
    relates: 'Связана с',
    remove: 'Убрать связь «Заблокирована»: a',
    undo: 'Отменить',
    circle: /ждали бесконечно/,
    history: 'История',
    said: /задача теперь блокирует «b»/,
  },
} as const;

const row = (page: Page, title: string): Locator =>
  page.getByRole('treeitem').filter({ has: page.getByText(title, { exact: true }) });
const panel = (page: Page): Locator => page.getByRole('complementary');
/** The tasks of one kind of relation in the panel. */
const group = (page: Page, name: string): Locator =>
  panel(page).getByRole('list', { name, exact: true });
const line = (page: Page): Locator => page.getByRole('combobox');

type Begun = { workspaceId: string; ids: Record<string, string> };

/** A person with three tasks of today in the inbox. */
async function begin(page: Page): Promise<Begun> {
  await signUp(page, cairn.url, `Rel${(people += 1)}`);
  const [{ id: workspaceId } = { id: '' }] = (await call(page, 'account.me')).workspaces;
  const ids: Begun['ids'] = {};
  for (const title of ['a', 'b', 'c']) {
    // Urgent ones are in Today whatever the day is where the browser is.
    const task = await call(page, 'task.create', { workspaceId, title, priority: 3 });
    ids[title] = task.id;
  }
  return { workspaceId, ids };
}

const block = (page: Page, { workspaceId, ids }: Begun, [from, to]: [string, string]) =>
  call(page, 'relation.add', {
    workspaceId,
    fromTaskId: ids[from],
    toTaskId: ids[to],
    kind: 'blocks',
  });

const colour = (page: Page, title: string) =>
  row(page, title)
    .locator('[data-title]')
    .evaluate((element) => getComputedStyle(element).color);

for (const locale of ['en', 'ru'] as const) {
  test.describe(`relations, ${locale}`, () => {
    test.use({ locale });
    const word = words[locale];

    test('what is blocked stands back with a mark and leaves Today, until what blocks it is done', async ({
      page,
    }) => {
      const begun = await begin(page);
      await page.goto(`${cairn.url}/inbox`);
      await expect(row(page, 'b')).toBeVisible();
      await block(page, begun, ['a', 'b']);
      const mark = row(page, 'b').getByRole('img', { name: word.blocked });
      await expect(mark).toBeVisible();
      await expect(row(page, 'a').getByRole('img', { name: word.blocked })).toHaveCount(0);
      await expect.poll(() => colour(page, 'b')).not.toBe(await colour(page, 'a'));
      await accessible(page);
      await page.goto(`${cairn.url}/today`);
      await expect(row(page, 'a')).toBeVisible();
      await expect(row(page, 'b')).toHaveCount(0);

      await row(page, 'a').getByRole('checkbox').click();
      await expect(row(page, 'b')).toBeVisible();
      await page.keyboard.press('Control+z');
      await expect(row(page, 'b')).toHaveCount(0);
      await expect(row(page, 'a')).toBeVisible();
      await saved(page);
    });

    test('by keys: R, what it is, which one; the panel has it, removes it, and undo brings it back', async ({
      page,
    }) => {
      const { ids } = await begin(page);
      await page.goto(`${cairn.url}/inbox`);
      await row(page, 'b').focus();
      await page.keyboard.press('r');
      await expect(line(page)).toBeFocused();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await expect(line(page)).toHaveAttribute('placeholder', new RegExp(`^${word.blockedBy}:`));
      const { key } = await call(page, 'task.get', {
        workspaceId: (await call(page, 'account.me')).workspaces[0]?.id,
        taskId: ids['a'],
      });
      await page.keyboard.type(key.toLowerCase());
      await expect(page.getByRole('option').first()).toContainText(key);
      await page.keyboard.press('Enter');
      await expect(row(page, 'b').getByRole('img', { name: word.blocked })).toBeVisible();
      await expect(row(page, 'b')).toBeFocused();

      await page.keyboard.press('Enter');
      await expect(
        group(page, word.blockedBy).getByRole('button', { name: `${key} a` }),
      ).toBeVisible();
      await accessible(page);
      // In the panel the same key works, Backspace goes back, and Escape leaves all as it is.
      await panel(page).getByRole('group', { name: 'b', exact: true }).focus();
      await page.keyboard.press('r');
      await expect(line(page)).toBeFocused();
      for (let n = 0; n < 3; n += 1) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await expect(line(page)).toHaveAttribute('placeholder', new RegExp(`^${word.relates}:`));
      await expect(page.getByRole('option')).toHaveCount(1);
      await accessible(page);
      await page.keyboard.press('Backspace');
      await expect(page.getByRole('option')).toHaveCount(5);
      await page.keyboard.press('Escape');
      await expect(panel(page).getByRole('button', { name: word.add })).toBeFocused();

      await page.getByRole('button', { name: word.remove }).click();
      await expect(group(page, word.blockedBy)).toHaveCount(0);
      await page.getByRole('button', { name: word.undo, exact: true }).click();
      await group(page, word.blockedBy)
        .getByRole('button', { name: `${key} a` })
        .click();
      await expect(group(page, word.blocks).getByText('b', { exact: true })).toBeVisible();
      await saved(page);
      await panel(page).getByRole('button', { name: word.history }).click();
      await expect(panel(page).getByText(word.said).first()).toBeVisible();
    });

    test('what would go in a circle is refused with the reason, and taken back', async ({
      page,
    }) => {
      const begun = await begin(page);
      await block(page, begun, ['a', 'b']);
      await block(page, begun, ['b', 'c']);
      await page.goto(`${cairn.url}/inbox?task=${begun.ids['a']}`);
      await panel(page).getByRole('button', { name: word.add }).click();
      await page.getByRole('option', { name: word.blockedBy, exact: true }).click();
      await page.getByRole('option', { name: /^c/ }).click();
      await expect(page.getByText(word.circle)).toBeVisible();
      await expect(group(page, word.blockedBy)).toHaveCount(0);
      await expect(group(page, word.blocks)).toBeVisible();
    });
  });
}

test('a relation made without network stands there after a reload, and is sent', async ({
  page,
}) => {
  const api = '**/api/**';
  const { workspaceId, ids } = await begin(page);
  await page.goto(`${cairn.url}/inbox?task=${ids['b']}`);
  await expect(panel(page).getByRole('button', { name: 'Relations Add a relation' })).toBeVisible();
  await expect(row(page, 'a')).toBeVisible();
  await expect.poll(async () => (await keptRows(page, 'tasks')).length).toBe(3);
  await page.route(api, (route) => route.abort());
  await panel(page).getByRole('button', { name: 'Relations Add a relation' }).click();
  await page.getByRole('option', { name: 'Blocked by', exact: true }).click();
  await page.getByRole('option', { name: /^a/ }).click();
  await expect(group(page, 'Blocked by')).toBeVisible();
  await page.reload();
  await expect(group(page, 'Blocked by').getByText('a', { exact: true })).toBeVisible();
  await expect(row(page, 'b').getByRole('img', { name: 'Blocked' })).toBeVisible();
  await page.unroute(api);
  await expect
    .poll(async () => (await call(page, 'relation.list', { workspaceId, taskId: ids['b'] })).items)
    .toHaveLength(1);
});

test('what the page does not hold is found by the server, and stands below what is at hand', async ({
  page,
}) => {
  const { workspaceId, ids } = await begin(page);
  for (const title of ['sail one', 'sail two'])
    await call(page, 'task.create', { workspaceId, title });
  const { id: projectId } = await call(page, 'project.create', { workspaceId, name: 'Boat' });
  const far = await call(page, 'task.create', { workspaceId, projectId, title: 'sail far away' });
  // What is done in a project that was not looked at is nowhere on the page.
  await call(page, 'task.complete', { workspaceId, taskId: far.id });
  const answer = Promise.withResolvers<void>();
  await page.route(/task\.search/, async (route) => {
    await answer.promise;
    await route.continue();
  });
  await page.goto(`${cairn.url}/inbox?task=${ids['b']}`);
  await expect(row(page, 'sail two')).toBeVisible();
  await panel(page).getByRole('button', { name: 'Relations Add a relation' }).click();
  await page.getByRole('option', { name: 'Relates to', exact: true }).click();
  const asking = page.waitForRequest(/task\.search/);
  await page.keyboard.type('sail');
  await asking;
  const options = page.getByRole('option');
  await expect(options).toHaveCount(2);
  await page.keyboard.press('ArrowDown');
  await expect(options.nth(1)).toHaveAttribute('data-highlighted');
  const second = await options.nth(1).textContent();
  answer.resolve();
  await expect(options).toHaveCount(3);
  await expect(options.nth(1)).toHaveText(second ?? '');
  await expect(options.nth(1)).toHaveAttribute('data-highlighted');
  await expect(options.nth(2)).toContainText('sail far away');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(group(page, 'Relates to').getByText('sail far away')).toBeVisible();
  await saved(page);

  // Without an answer there is what is at hand.
  await page.route(/task\.search/, (route) => route.abort());
  await panel(page)
    .getByRole('button', { name: /Add a relation/ })
    .click();
  await page.getByRole('option', { name: 'Relates to', exact: true }).click();
  await page.keyboard.type('sail');
  await expect(options).toHaveCount(2);
  await page.keyboard.type(' nowhere');
  await expect(page.getByText('Nothing found')).toBeVisible();
});

test('another person sees it at once; who may only read sees it and changes nothing', async ({
  browser,
}) => {
  const team = await gather(browser, cairn.url);
  const { ann, bob, bobId, workspaceId } = team;
  const { projectId, path } = await makeProject(team, { name: 'Boat', private: true });
  await call(ann, 'project.share', { workspaceId, projectId, userId: bobId, right: 'read' });
  const { items } = await call(ann, 'task.list', { workspaceId, projectId });
  const [a, b] = ['a', 'b'].map((title) => items.find((task) => task.title === title)?.id);
  await bob.goto(`${path}?task=${b}`);
  await expect(row(bob, 'b')).toBeVisible();
  await expect(panel(bob).getByText('Estimate')).toBeVisible();
  await expect(panel(bob).getByText('Relations')).toHaveCount(0);
  const ends = { workspaceId, fromTaskId: a, toTaskId: b, kind: 'blocks' };
  await call(ann, 'relation.add', ends);
  await expect(row(bob, 'b').getByRole('img', { name: 'Blocked' })).toBeVisible();
  await expect(group(bob, 'Blocked by').getByRole('button')).toHaveCount(1);
  await expect(panel(bob).getByRole('button', { name: /Add a relation/ })).toHaveCount(0);
  await call(ann, 'task.complete', { workspaceId, taskId: a });
  await expect(row(bob, 'b').getByRole('img', { name: 'Blocked' })).toHaveCount(0);
  await expect(group(bob, 'Blocked by').getByRole('button')).toHaveText(/a.*done$/);
  await call(ann, 'relation.remove', ends);
  await expect(panel(bob).getByText('Relations')).toHaveCount(0);
  await leave(ann, bob);
});

test('cards and the calendar have the mark too', async ({ page }) => {
  const begun = await begin(page);
  const { workspaceId, ids } = begun;
  const project = await call(page, 'project.create', { workspaceId, name: 'Boat' });
  // The page counts days in UTC here, as the test does.
  const dueOn = new Date().toISOString().slice(0, 10);
  const fields = { projectId: project.id, title: 'held', dueOn };
  ids['held'] = (await call(page, 'task.create', { workspaceId, ...fields })).id;
  await block(page, begun, ['a', 'held']);
  await page.goto(`${cairn.url}/p/${project.key}?view=board`);
  await expect(row(page, 'held').getByRole('img', { name: 'Blocked' })).toBeVisible();
  await page.goto(`${cairn.url}/calendar`);
  await expect(page.getByRole('button', { name: /held.*Blocked/ })).toBeVisible();
});

import { expect, test } from '@playwright/test';
import type { Browser, Locator, Page } from '@playwright/test';
import { call } from './call.ts';
import { signUp } from './sign-up.ts';
import { useInstance } from './use-instance.ts';
import { saved } from './watch-writes.ts';

const cairn = useInstance();

let people = 0;

/** Each test has its own person, who looks at a project with these tasks. */
async function open(page: Page, titles: readonly string[]) {
  await signUp(page, cairn.url, `Bea${(people += 1)}`);
  const { workspaces } = await call(page, 'account.me');
  const workspaceId = workspaces[0]?.id ?? '';
  const project = await call(page, 'project.create', { workspaceId, name: 'House' });
  const tasks = new Map<string, { workspaceId: string; taskId: string }>();
  for (const title of titles) {
    const made = { workspaceId, projectId: project.id, title };
    tasks.set(title, { workspaceId, taskId: (await call(page, 'task.create', made)).id });
  }
  const path = `${cairn.url}/p/${project.key}`;
  await page.goto(path);
  for (const title of titles) await expect(row(page, title)).toBeVisible();
  const ref = (title: string) => tasks.get(title) ?? { workspaceId, taskId: '' };
  return { workspaceId, projectId: project.id, path, ref };
}

const get = (page: Page, task: object) => call(page, 'task.get', task);
const row = (page: Page, title: string): Locator =>
  page.getByRole('treeitem').filter({ has: page.getByText(title, { exact: true }) });
const panel = (page: Page): Locator => page.getByRole('complementary');
const notes = (page: Page): Locator => panel(page).getByRole('textbox', { name: 'Notes' });
const subtask = (page: Page): Locator => panel(page).getByRole('textbox', { name: 'Add subtask' });
const title = (page: Page): Locator =>
  panel(page).getByRole('textbox', { name: 'Title', exact: true });
/** The titles that the server holds of a project, or below a task. */
const titles = async (page: Page, place: object) =>
  (await call(page, 'task.list', { ...place, limit: 100 })).items.map((task) => task.title);

/** The person comes back to the window after a while: the page reads again what it shows. */
async function comeBack(page: Page): Promise<void> {
  await page.clock.fastForward(10_000);
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
}

test('going back keeps what stands in any field', async ({ page }) => {
  const { workspaceId, projectId, path, ref } = await open(page, ['paint', 'sweep']);
  const elsewhere = () =>
    page.goto(`${cairn.url}/inbox`).then(() => page.goto(`${cairn.url}/today`));
  const inProject = async (search = '') => {
    await elsewhere();
    // The page is at work before its address changes.
    await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
    await page.evaluate((to) => window.history.pushState(null, '', to), path + search);
    await page.evaluate(() => window.dispatchEvent(new Event('popstate')));
    await expect(page.getByRole('treeitem').first()).toBeVisible();
  };
  const back = async () => {
    await page.goBack();
    await expect(page).toHaveURL(/today$/);
    await saved(page);
  };
  await inProject();
  await page.keyboard.press('c');
  await page.keyboard.type('a thought');
  await back();
  await expect
    .poll(() => titles(page, { workspaceId, projectId }))
    .toEqual(['paint', 'sweep', 'a thought']);

  await inProject();
  await row(page, 'paint').focus();
  await page.keyboard.press('e');
  await page.keyboard.type(' it');
  await back();
  await expect.poll(() => get(page, ref('paint'))).toMatchObject({ title: 'paint it' });

  await inProject();
  await page.getByRole('button', { name: 'Add section' }).click();
  await page.keyboard.type('Later');
  await back();
  await expect
    .poll(async () => (await call(page, 'section.list', { workspaceId, projectId })).items)
    .toMatchObject([{ name: 'Later' }]);

  const { taskId } = ref('sweep');
  const beside = `?task=${taskId}`;
  for (const [field, typed] of [
    [subtask, 'kitchen'],
    [title, ' and wash'],
  ] as const) {
    await inProject(beside);
    await field(page).click();
    await page.keyboard.press('End');
    await page.keyboard.type(typed);
    await back();
  }
  await inProject(beside);
  await panel(page).getByRole('button', { name: 'Add notes' }).click();
  await expect(notes(page)).toBeFocused();
  await page.keyboard.type('twice');
  await back();
  await expect
    .poll(() => get(page, ref('sweep')))
    .toMatchObject({ title: 'sweep and wash', notes: 'twice' });
  await expect
    .poll(() => titles(page, { workspaceId, projectId, parentId: taskId }))
    .toEqual(['kitchen']);
});

test('a tap on the bar of a phone keeps what was being typed', async ({ browser }) => {
  const page = await phone(browser);
  const { workspaceId, projectId } = await open(page, []);
  await page.getByRole('button', { name: 'Add', exact: true }).tap();
  await page.keyboard.type('by thumb');
  await page.getByRole('link', { name: /^Today/ }).tap();
  await expect(page).toHaveURL(/today$/);
  await expect.poll(() => titles(page, { workspaceId, projectId })).toEqual(['by thumb']);
  await page.close();
});

const phone = (browser: Browser): Promise<Page> =>
  browser.newPage({ viewport: { width: 375, height: 720 }, hasTouch: true, isMobile: true });

test('leaving the page asks while words stand in a field, and only then', async ({ page }) => {
  const { path, ref } = await open(page, ['paint']);
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  await page.goto(`${path}?task=${ref('paint').taskId}`);
  await title(page).click();
  await page.reload();
  expect(asked).toEqual([]);
  for (const write of [
    () => page.getByRole('button', { name: 'Add task', exact: true }).click(),
    () => title(page).click(),
    () => subtask(page).click(),
    () => panel(page).getByRole('textbox', { name: 'Write a comment' }).click(),
  ]) {
    await write();
    await page.keyboard.type('words');
    await page.reload();
    await expect(title(page)).toHaveValue('paint');
  }
  expect(asked).toEqual(Array.from({ length: 4 }, () => 'beforeunload'));
});

test('notes that changed elsewhere are not written over', async ({ page }) => {
  await page.clock.install();
  const { path, ref } = await open(page, ['paint']);
  const task = ref('paint');
  const write = (text: string) => call(page, 'task.update', { ...task, set: { notes: text } });
  const kept = async () => (await get(page, task)).notes;
  await write('old');
  await page.goto(`${path}?task=${task.taskId}`);
  await panel(page).getByText('old').click();
  await expect(notes(page)).toBeFocused();
  await write('theirs');
  await comeBack(page);
  await subtask(page).click();
  await expect(panel(page).getByText('theirs')).toBeVisible();
  expect(await kept()).toBe('theirs');

  await panel(page).getByText('theirs').click();
  await expect(notes(page)).toBeFocused();
  await page.keyboard.type(' and mine');
  await write('theirs again');
  await comeBack(page);
  await expect(notes(page)).toHaveValue('theirs and mine');
  await page.getByRole('button', { name: 'Close task' }).click();
  await expect.poll(kept).toBe('theirs again\ntheirs and mine');
  await row(page, 'paint').focus();
  await page.keyboard.press('Enter');
  await expect(panel(page).getByText('theirs again')).toBeVisible();
  await expect(panel(page).getByText('theirs and mine')).toBeVisible();
});

test('a title that changed elsewhere is told, and can be had back', async ({ page }) => {
  await page.clock.install();
  const { ref } = await open(page, ['paint', 'sweep']);
  for (const name of ['paint', 'sweep']) {
    await row(page, name).focus();
    await page.keyboard.press('e');
    if (name === 'sweep') await page.keyboard.type(' mine');
    await call(page, 'task.update', { ...ref(name), set: { title: `${name} theirs` } });
    await comeBack(page);
    await expect(page.getByRole('treeitem', { name: `${name} theirs` })).toBeVisible();
    await page.keyboard.press('Enter');
  }
  await expect.poll(() => get(page, ref('sweep'))).toMatchObject({ title: 'sweep mine' });
  expect(await get(page, ref('paint'))).toMatchObject({ title: 'paint theirs' });
  await expect(page.getByText('Your title replaced “sweep theirs”')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row(page, 'sweep theirs')).toBeVisible();
});

test('Escape in the notes saves them, and a second one closes the task', async ({ page }) => {
  const { path, ref } = await open(page, ['paint']);
  await page.goto(`${path}?task=${ref('paint').taskId}`);
  await panel(page).getByRole('button', { name: 'Add notes' }).click();
  await expect(notes(page)).toBeFocused();
  await page.keyboard.type('twenty minutes of writing');
  await page.keyboard.press('Escape');
  await expect(notes(page)).toBeHidden();
  await expect(panel(page).getByText('twenty minutes of writing')).toBeVisible();
  await expect
    .poll(() => get(page, ref('paint')))
    .toMatchObject({ notes: 'twenty minutes of writing' });
  await page.keyboard.press('Escape');
  await expect(panel(page)).toBeHidden();
});

test('another window takes the focus, and the field stays open', async ({ page }) => {
  const { path, ref } = await open(page, ['paint']);
  await page.goto(`${path}?task=${ref('paint').taskId}`);
  /** As browsers tell a field when the whole window loses the focus. */
  const leaveWindow = () =>
    page.evaluate(() =>
      document.activeElement?.dispatchEvent(new FocusEvent('focusout', { bubbles: true })),
    );
  await panel(page).getByRole('button', { name: 'Add notes' }).click();
  await expect(notes(page)).toBeFocused();
  await leaveWindow();
  await expect(notes(page)).toBeFocused();
  await row(page, 'paint').focus();
  await page.keyboard.press('e');
  await leaveWindow();
  await expect(page.getByRole('tree').getByRole('textbox', { name: 'Title' })).toBeFocused();
});

test('keys do nothing to a row that is not in focus, and a held key does one thing', async ({
  page,
}) => {
  const { workspaceId, projectId } = await open(page, ['one', 'two', 'three']);
  for (const key of ['Backspace', 'd', 'x', 'e', 'Alt+ArrowDown']) await page.keyboard.press(key);
  await page.keyboard.press('j');
  await expect(row(page, 'one')).toBeFocused();
  for (let times = 0; times < 3; times += 1) await page.keyboard.down('Backspace');
  await page.keyboard.up('Backspace');
  await expect(row(page, 'two')).toBeFocused();
  await expect(row(page, 'three')).toBeVisible();
  await expect.poll(() => titles(page, { workspaceId, projectId })).toEqual(['two', 'three']);
  await row(page, 'three').getByRole('checkbox').focus();
  await page.keyboard.press('x');
  await expect(row(page, 'three')).toHaveAttribute('aria-selected', 'true');
});

test('Alt and the left arrow stay in the list, where nothing is left to unnest', async ({
  page,
}) => {
  const { path } = await open(page, ['one']);
  await row(page, 'one').focus();
  await page.evaluate(() =>
    window.addEventListener('keydown', (event) => {
      document.title = `prevented: ${event.defaultPrevented}`;
    }),
  );
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(page).toHaveTitle('prevented: true');
  expect(page.url()).toBe(path);
});

test('in a long list that was scrolled, Tab still comes to a row', async ({ page }) => {
  const { workspaceId, projectId } = await open(page, []);
  const make = (at: number) => ({ workspaceId, projectId, title: `task ${at}` });
  for (let at = 0; at < 180; at += 1) await call(page, 'task.create', make(at));
  await page.reload();
  const stop = page.locator('[data-task][tabindex="0"]');
  await expect(stop).toHaveText(/task 0/);
  await page.locator('main').evaluate((main) => main.scrollTo({ top: main.scrollHeight }));
  await expect(row(page, 'task 0')).toBeHidden();
  await expect(stop).toHaveCount(1);
  await stop.focus();
  await page.keyboard.press('j');
  await expect(stop).toBeFocused();
});

test('a line for a new task opens also where its view comes late', async ({ page }) => {
  await open(page, []);
  await page.goto(`${cairn.url}/import`);
  await expect(page.getByRole('heading', { level: 1, name: 'Import' })).toBeVisible();
  await page.route('**/_next/static/**', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    await route.continue();
  });
  await page.keyboard.press('c');
  await expect(page.getByRole('textbox', { name: 'New task' })).toBeFocused();
  await expect(page).toHaveURL(/inbox$/);
});

test('what is typed before the list has come is taken', async ({ page }) => {
  await open(page, []);
  await page.route('**/api/trpc/task.listHot*', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await route.continue();
  });
  await page.goto(`${cairn.url}/today`);
  await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
  await page.keyboard.press('c');
  await page.keyboard.type('at once');
  await page.keyboard.press('Enter');
  await expect(row(page, 'at once')).toBeVisible();
});

test('lines that are pasted as subtasks keep their order, and one undo takes them back', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { workspaceId, projectId, path, ref } = await open(page, ['shop']);
  const { taskId } = ref('shop');
  const lines = Array.from({ length: 14 }, (_, at) => `thing ${at + 1}`);
  await page.goto(`${path}?task=${taskId}`);
  await page.evaluate((text) => navigator.clipboard.writeText(text), `- ${lines.join('\n- ')}`);
  await subtask(page).click();
  await page.keyboard.press('Control+v');
  await page.keyboard.press('Enter');
  await expect(panel(page).getByText('0 of 14')).toBeVisible();
  const below = () => titles(page, { workspaceId, projectId, parentId: taskId, sort: 'order' });
  await expect.poll(below).toEqual(lines);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(panel(page).getByText('of 14')).toBeHidden();
  await expect.poll(below).toEqual([]);
});

test('a word that is still being composed is not taken for finished', async ({ page, context }) => {
  await open(page, []);
  await page.getByRole('button', { name: 'Add task', exact: true }).first().click();
  const keyboard = await context.newCDPSession(page);
  await keyboard.send('Input.imeSetComposition', {
    text: 'にほ',
    selectionStart: 2,
    selectionEnd: 2,
  });
  await page.keyboard.press('Enter');
  const line = page.getByRole('textbox', { name: 'New task' });
  await expect(line).toHaveValue(/に/);
  await expect(page.locator('[data-task]')).toHaveCount(0);
  await line.fill('');
  await keyboard.send('Input.imeSetComposition', {
    text: 'にほ',
    selectionStart: 2,
    selectionEnd: 2,
  });
  await keyboard.send('Input.insertText', { text: '日本' });
  await expect(line).toHaveValue('日本');
  await page.keyboard.press('Enter');
  await expect(row(page, '日本')).toBeVisible();
});

test('a parent is completed with its subtasks from every view, and one undo opens all', async ({
  page,
}) => {
  const { workspaceId, ref } = await open(page, ['from today', 'from the project']);
  const day = new Date().toISOString().slice(0, 10);
  const parents = ['from today', 'from the project'];
  const below: { workspaceId: string; taskId: string }[] = [];
  for (const name of parents) {
    const { taskId: parentId } = ref(name);
    await call(page, 'task.update', { ...ref(name), set: { dueOn: day } });
    const child = await call(page, 'task.create', { workspaceId, parentId, title: 'below' });
    below.push({ workspaceId, taskId: child.id });
  }
  const states = () => Promise.all(below.map(async (task) => (await get(page, task)).status));
  await page.reload();
  await row(page, 'from the project').getByRole('checkbox').click();
  await saved(page);
  await page.goto(`${cairn.url}/today`);
  await row(page, 'from today').getByRole('checkbox').click();
  await expect.poll(states).toEqual(['done', 'done']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row(page, 'from today')).toBeVisible();
  await expect.poll(states).toEqual(['open', 'done']);
});

test('a parent and its subtask that are selected together move and go together', async ({
  page,
}) => {
  const { workspaceId, ref } = await open(page, ['one', 'parent']);
  const parentId = ref('parent').taskId;
  await call(page, 'task.create', { workspaceId, parentId, title: 'child' });
  await page.reload();
  await row(page, 'parent').focus();
  for (const key of ['x', 'j', 'x']) await page.keyboard.press(key);
  await drag(page, row(page, 'parent'), row(page, 'one'));
  const shown = page.getByRole('treeitem');
  await expect(shown.first()).toContainText('parent');
  await expect(shown.nth(1)).toHaveAttribute('aria-level', '2');
  await page.keyboard.press('Backspace');
  await expect(shown).toHaveCount(1);
  await page.reload();
  await expect(row(page, 'one')).toBeVisible();
  await expect(shown).toHaveCount(1);
});

/** Drags a row to right above another. */
async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  await from.hover();
  await expect(from).toHaveAttribute('draggable', 'true');
  const [source, target] = [await from.boundingBox(), await to.boundingBox()];
  if (!source || !target) throw new Error('nothing to drag');
  const x = source.x + 200;
  await page.mouse.move(x, source.y + source.height / 2);
  await page.mouse.down();
  await page.mouse.move(x, source.y + source.height / 2 - 6, { steps: 3 });
  await page.mouse.move(x, target.y + 1, { steps: 6 });
  await page.mouse.move(x + 1, target.y + 1);
  await page.mouse.up();
}

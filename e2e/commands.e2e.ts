import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { call } from './call.ts';
import { signUp } from './sign-up.ts';
import { still } from './still.ts';
import { useInstance } from './use-instance.ts';
import { quiet } from './quiet.ts';
import { violationsOf } from './violations-of.ts';

const cairn = useInstance();
let people = 0;

type Wanted = { title: string; notes?: string; section?: string; parent?: string };

/** Each test has its own person, who looks at a project with these tasks. */
async function open(page: Page, tasks: readonly (string | Wanted)[], name = 'Home') {
  await signUp(page, cairn.url, `Cleo${(people += 1)}`);
  const { workspaces } = await call(page, 'account.me');
  const workspaceId = workspaces[0]?.id ?? '';
  const project = await call(page, 'project.create', { workspaceId, name });
  const ids = new Map<string, string>();
  for (const one of tasks) {
    const { title, notes, section, parent } = typeof one === 'string' ? { title: one } : one;
    if (section !== undefined && !ids.has(section)) {
      const made = { workspaceId, projectId: project.id, name: section };
      ids.set(section, (await call(page, 'section.create', made)).id);
    }
    const task = await call(page, 'task.create', {
      workspaceId,
      projectId: project.id,
      title,
      ...(notes !== undefined && { notes }),
      ...(section !== undefined && { sectionId: ids.get(section) }),
      ...(parent !== undefined && { parentId: ids.get(parent) }),
    });
    ids.set(title, task.id);
  }
  await page.goto(`${cairn.url}/p/${project.key}`);
  await expect(page.getByRole('treeitem').first()).toBeVisible();
  const get = (title: string) =>
    call(page, 'task.get', { workspaceId, taskId: ids.get(title) ?? '' }) as Promise<Task>;
  return { workspaceId, project, get };
}

type Task = Awaited<ReturnType<typeof call>> & {
  dueOn: string | null;
  priority: number;
  labelIds: string[];
  assigneeIds: string[];
  projectId: string;
  sectionId: string | null;
};

const row = (page: Page, title: string): Locator =>
  page.getByRole('treeitem').filter({ has: page.getByText(title, { exact: true }) });
const palette = (page: Page): Locator => page.getByRole('dialog', { name: /^(Commands|Команды)$/ });
const option = (page: Page, name: string | RegExp): Locator =>
  palette(page).getByRole('option', { name });
const copied = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());

/** Presses a key by its place on a keyboard with a Russian layout. */
async function pressRussian(page: Page, code: string, key: string): Promise<void> {
  await page.evaluate(
    ([place, letter]) => {
      const press = { code: place, key: letter, bubbles: true, cancelable: true };
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', press));
    },
    [code, key] as const,
  );
}

test('the palette finds commands, places and tasks, in the wrong layout too, and acts', async ({
  page,
}) => {
  const { get } = await open(page, ['Buy milk', 'Ёлка во дворе'], 'Garden');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('сщьзд');
  await expect(option(page, /^Complete/)).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(palette(page)).toBeHidden();

  await row(page, 'Buy milk').focus();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('сщьзд');
  await expect(option(page, /^Complete/)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(row(page, 'Buy milk')).toBeHidden();
  await expect.poll(async () => (await get('Buy milk')).status).toBe('done');

  await page.keyboard.press('Control+k');
  await page.keyboard.type('елка');
  await expect(option(page, /Ёлка во дворе/)).toBeVisible();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('`krf');
  await expect(option(page, /Ёлка во дворе/)).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page).toHaveURL(/\/p\/[A-Z]+\?task=/);
  await expect(page).toHaveTitle(/^[A-Z]+-2 Ёлка во дворе · Cairn$/);

  await page.keyboard.press('Control+k');
  await page.keyboard.type('go to inb');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/inbox$/);
  await expect(page).toHaveTitle('Inbox · Cairn');
  await page.keyboard.press('Control+k');
  await expect(option(page, /Garden/).first()).toBeVisible();
  await page.keyboard.type('пфквут');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Garden' })).toBeVisible();
});

test('what only the server knows joins what stands there; a stale answer is dropped', async ({
  page,
}) => {
  const { workspaceId, project } = await open(page, ['near']);
  await page.goto(`${cairn.url}/inbox`);
  await expect(page.getByRole('heading', { level: 1, name: 'Inbox' })).toBeVisible();
  const place = { workspaceId, projectId: project.id };
  await call(page, 'task.create', { ...place, title: 'Zebra', notes: 'striped savanna' });
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/api/trpc/task.search**', async (route) => {
    if (decodeURIComponent(route.request().url()).includes('"savan"')) await held;
    await route.continue();
  });
  await page.keyboard.press('Control+k');
  await page.keyboard.type('savan');
  await expect(palette(page)).toHaveAttribute('aria-busy', 'true');
  // Two letters off: one would be taken for a misspelling.
  await page.keyboard.type('nqx');
  await expect(palette(page)).toHaveAttribute('aria-busy', 'false');
  await expect(palette(page).getByText(/Nothing found/)).toBeVisible();
  release();
  await quiet(page);
  await expect(option(page, /Zebra/)).toBeHidden();
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await expect(option(page, /Zebra/)).toBeVisible();
});

test('the palette goes on in steps, for all selected tasks, and Backspace goes back', async ({
  page,
}) => {
  const { get, project } = await open(page, ['a', 'b', 'c', 'd']);
  await row(page, 'a').focus();
  await page.keyboard.press('x');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('move');
  await expect(option(page, 'Move 3 tasks to')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(option(page, /^Inbox/)).toBeVisible();
  await page.keyboard.press('Backspace');
  await expect(option(page, 'Complete 3 tasks')).toBeVisible();
  await page.keyboard.type('set due');
  await page.keyboard.press('Enter');
  await page.keyboard.type('tomo');
  await page.keyboard.press('Enter');
  await expect(palette(page)).toBeHidden();
  await expect.poll(async () => (await get('c')).dueOn).not.toBeNull();
  expect((await get('d')).dueOn).toBeNull();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('move 3');
  await page.keyboard.press('Enter');
  await page.keyboard.type('inb');
  await page.keyboard.press('Enter');
  await expect(row(page, 'a')).toBeHidden();
  await expect.poll(async () => (await get('a')).projectId).not.toBe(project.id);
  await page.keyboard.press('Control+z');
  await expect(row(page, 'a')).toBeVisible();
});

test('rows are selected by mouse and by keys, and keys are about the row under the mouse', async ({
  page,
}) => {
  const { get } = await open(page, ['a', 'b', 'c', 'd', 'e']);
  const selected = () =>
    page
      .getByRole('treeitem', { selected: true })
      .evaluateAll((rows) => rows.map((one) => one.querySelector('[data-title]')?.textContent));
  await row(page, 'a').click({ modifiers: ['ControlOrMeta'] });
  await row(page, 'c').click({ modifiers: ['Shift'] });
  await expect.poll(selected).toEqual(['a', 'b', 'c']);
  await row(page, 'b').click({ modifiers: ['ControlOrMeta'] });
  await row(page, 'e').click({ modifiers: ['ControlOrMeta'] });
  await expect.poll(selected).toEqual(['a', 'c', 'e']);
  await page.keyboard.press('Escape');
  await expect.poll(selected).toEqual([]);
  await row(page, 'd').hover();
  await page.keyboard.press('3');
  await expect.poll(async () => (await get('d')).priority).toBe(3);
  expect((await get('e')).priority).toBe(0);
  const due = row(page, 'b').getByRole('button', { name: 'Set due' });
  await row(page, 'b').hover();
  await due.click();
  await page.getByRole('button', { name: /^Tomorrow/ }).click();
  await expect.poll(async () => (await get('b')).dueOn).not.toBeNull();

  // The facts stand at the end of the row, and stay there when the buttons come over them.
  const facts = row(page, 'b').getByRole('time');
  const buttons = due.locator('..');
  await row(page, 'd').focus();
  await row(page, 'd').hover();
  await expect(buttons).toHaveCSS('opacity', '0');
  const stood = await facts.boundingBox();
  const line = await row(page, 'b').boundingBox();
  expect((stood?.x ?? 0) + (stood?.width ?? 0)).toBe((line?.x ?? 0) + (line?.width ?? 0) - 8);
  await row(page, 'b').hover();
  await expect(buttons).toHaveCSS('opacity', '1');
  expect(await facts.boundingBox()).toEqual(stood);
});

test('250 tasks are changed at once, and one undo takes all back', async ({ page }) => {
  test.slow();
  const titles = Array.from({ length: 250 }, (_, n) => `task ${n}`);
  const { workspaceId, project } = await open(page, titles);
  // All pages of the list have come.
  await expect(row(page, 'task 0').first()).toHaveAttribute('aria-setsize', '250');
  await row(page, 'task 0').focus();
  await page.keyboard.press('Control+a');
  await expect(page.getByRole('toolbar', { name: '250 selected' })).toBeVisible();
  const urgent = async () => {
    let count = 0;
    for (let cursor: string | null = null, first = true; first || cursor; first = false) {
      const page_ = (await call(page, 'task.list', {
        workspaceId,
        projectId: project.id,
        limit: 100,
        ...(cursor && { cursor }),
      })) as unknown as { items: Task[]; nextCursor: string | null };
      count += page_.items.filter(({ priority }) => priority === 3).length;
      cursor = page_.nextCursor;
    }
    return count;
  };
  await page.keyboard.press('3');
  await expect(page.getByText('250 tasks changed')).toBeVisible();
  await expect.poll(urgent).toBe(250);
  await page.keyboard.press('Control+z');
  await expect.poll(urgent).toBe(0);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('toolbar')).toBeHidden();
});

test('every field is changed by keyboard alone', async ({ page }) => {
  const { get, workspaceId } = await open(page, ['a', { title: 'b', section: 'Later' }]);
  await call(page, 'label.create', { workspaceId, name: 'errand' });
  await page.reload();
  await row(page, 'a').focus();
  await page.keyboard.press('s');
  await expect(page.getByRole('dialog', { name: 'Due' }).locator(':focus')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect.poll(async () => (await get('a')).dueOn).not.toBeNull();
  await expect(row(page, 'a')).toBeFocused();

  await page.keyboard.press('p');
  await page.keyboard.press('2');
  await expect.poll(async () => (await get('a')).priority).toBe(2);
  await expect(row(page, 'a')).toBeFocused();
  await page.keyboard.press('1');
  await expect.poll(async () => (await get('a')).priority).toBe(1);

  await page.keyboard.press('l');
  await page.keyboard.type('err');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect.poll(async () => (await get('a')).labelIds.length).toBe(1);
  await expect(row(page, 'a')).toBeFocused();

  await page.keyboard.press('a');
  await page.keyboard.type('Cleo');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect.poll(async () => (await get('a')).assigneeIds.length).toBe(1);
  await expect(row(page, 'a')).toBeFocused();

  await page.keyboard.press('m');
  await page.keyboard.type('Later');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await get('a')).sectionId).not.toBeNull();
});

test('what is typed while a picker is still being fetched waits for it, and is no command', async ({
  page,
}) => {
  const { get, workspaceId } = await open(page, ['a']);
  await call(page, 'label.create', { workspaceId, name: 'errand' });
  await page.route('**/_next/static/chunks/**', async (route) => {
    await new Promise((later) => setTimeout(later, 200));
    await route.continue();
  });
  await page.reload();
  await row(page, 'a').focus();
  await page.keyboard.press('l');
  await page.keyboard.type('err');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await get('a')).labelIds.length).toBe(1);
  expect((await get('a')).title).toBe('a');
});

test('a key that is pressed while a menu is still leaving is the page’s', async ({ page }) => {
  await signUp(page, cairn.url, 'Ada');
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Animation.enable');
  await devtools.send('Animation.setPlaybackRate', { playbackRate: 0.05 });
  await page.getByRole('button', { name: /^Workspace/ }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Personal' }).click();
  await page.keyboard.press('c');
  await page.keyboard.type('water the plants');
  await expect(page.getByRole('textbox', { name: 'New task' })).toHaveValue('water the plants');
});

test('labels that only some have are given to all', async ({ page }) => {
  const { get, workspaceId } = await open(page, ['a', 'b']);
  await call(page, 'label.create', { workspaceId, name: 'errand' });
  await page.reload();
  await row(page, 'a').focus();
  await page.keyboard.press('l');
  await page.getByRole('option', { name: 'errand' }).click();
  await page.keyboard.press('Escape');
  await row(page, 'a').focus();
  await page.keyboard.press('Control+a');
  await page.getByRole('toolbar').getByRole('button', { name: 'Labels of 2 tasks' }).click();
  await page.getByRole('option', { name: /errand.*on some/ }).click();
  await expect.poll(async () => (await get('b')).labelIds.length).toBe(1);
  await expect(page.getByRole('option', { name: /on some/ })).toBeHidden();
});

test('keys work by their place in a Russian layout, and never in a text', async ({ page }) => {
  const { get } = await open(page, ['a']);
  await row(page, 'a').focus();
  await pressRussian(page, 'KeyX', 'ч');
  await expect(page.getByRole('toolbar')).toBeVisible();
  await pressRussian(page, 'Digit3', '3');
  await expect.poll(async () => (await get('a')).priority).toBe(3);
  await pressRussian(page, 'KeyS', 'ы');
  await expect(page.getByRole('dialog', { name: 'Due' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(row(page, 'a')).toBeFocused();
  await pressRussian(page, 'KeyG', 'п');
  await expect(page.getByRole('status').getByText('Go to Today')).toBeVisible();
  await pressRussian(page, 'KeyL', 'д');
  await expect(page.getByRole('combobox')).toBeHidden();
  await pressRussian(page, 'KeyE', 'у');
  await page.keyboard.type(' x3sd');
  await page.keyboard.press('Enter');
  await expect(row(page, 'a x3sd')).toBeFocused();
  expect((await get('a')).status).toBe('open');
  await page.keyboard.press('Shift+Slash');
  await expect(page.getByRole('dialog', { name: 'Keys' }).getByText('Set due')).toBeVisible();
});

test('a row, a project and a label have a menu by right click, by Shift+F10 and by a long press', async ({
  page,
  browser,
}) => {
  const { get } = await open(page, ['a', 'b', { title: 'later', section: 'Later' }]);
  await page.getByRole('heading', { name: 'Later' }).click({ button: 'right' });
  await expect(page.getByRole('menuitem', { name: 'Delete section' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await row(page, 'b').focus();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Set due' }).press('d');
  await expect.poll(async () => (await get('b')).status).toBe('done');

  await row(page, 'a').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Set priority' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Urgent' }).click();
  await expect.poll(async () => (await get('a')).priority).toBe(3);

  const project = page.getByRole('navigation').getByRole('link', { name: /Home/ });
  await project.focus();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('House');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'House' })).toBeVisible();

  const state = await page.context().storageState();
  const phone = await browser.newPage({
    viewport: { width: 375, height: 812 },
    hasTouch: true,
    isMobile: true,
    storageState: state,
  });
  await phone.goto(page.url());
  const box = await row(phone, 'a').boundingBox();
  const at = { x: (box?.x ?? 0) + 150, y: (box?.y ?? 0) + 20 };
  const touch = (type: string) =>
    row(phone, 'a').dispatchEvent(type, {
      pointerType: 'touch',
      bubbles: true,
      clientX: at.x,
      clientY: at.y,
    });
  await touch('pointerdown');
  await expect(phone.getByRole('menuitem', { name: 'Open' })).toBeVisible();
  await touch('pointerup');
  await phone.getByRole('menuitem', { name: 'Complete' }).tap();
  await expect.poll(async () => (await get('a')).status).toBe('done');
  await phone.close();
});

test('tasks and projects are copied as markdown, word for word', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, [
    { title: 'Buy milk', notes: 'Two **litres**\n\n- oat\n- cow' },
    { title: 'oat', parent: 'Buy milk', notes: 'without sugar' },
    'Call',
    { title: 'Fix bike', section: 'Later' },
  ]);
  await row(page, 'Buy milk').focus();
  await page.keyboard.press('Control+c');
  await expect(page.getByText('Copied as markdown')).toBeVisible();
  await expect
    .poll(() => copied(page))
    .toBe('# Buy milk\n\nTwo **litres**\n\n- oat\n- cow\n\n- [ ] oat\n\n  without sugar');
  await page.keyboard.press('x');
  await row(page, 'Call').focus();
  await page.keyboard.press('x');
  await page.keyboard.press('Control+c');
  await expect
    .poll(() => copied(page))
    .toBe(
      '- [ ] Buy milk\n\n  Two **litres**\n\n  - oat\n  - cow\n\n  - [ ] oat\n\n    without sugar\n\n- [ ] Call',
    );
  await page.keyboard.press('Control+k');
  await page.keyboard.type('copy project');
  await page.keyboard.press('Enter');
  await expect.poll(() => copied(page)).toMatch(/^# Home\n\n[^]*\n\n## Later\n\n- \[ \] Fix bike$/);
});

test('paper shows all rows of a long list, with notes, without the page around it', async ({
  page,
}) => {
  const titles = Array.from({ length: 180 }, (_, n) => `row ${n} end`);
  await open(page, [{ title: 'first', notes: 'A note on **paper**' }, ...titles]);
  await expect(row(page, 'row 179 end')).toHaveCount(0);
  await expect(page).toHaveTitle('Home · Cairn');
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(page.getByText('row 179 end')).toBeVisible();
  await expect(page.getByText('A note on paper')).toBeVisible();
  await expect(page.getByText('paper', { exact: true })).toHaveCSS('font-weight', '600');
  await expect(page.getByRole('navigation')).toBeHidden();
  for (const inked of [page.getByRole('heading', { level: 1, name: 'Home' }), page.locator('body')])
    await expect(inked).toHaveCSS('color', 'rgb(0, 0, 0)');
  const sheet = page.locator('[data-print]');
  await expect(sheet.getByText(/^row \d+ end$/)).toHaveCount(180);
  await page.emulateMedia({ media: null });
  await expect(page.getByRole('navigation').first()).toBeVisible();
  await expect(sheet).toHaveCount(0);
  await row(page, 'first').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'Task' })).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(sheet.getByRole('heading', { level: 1, name: 'first' })).toBeVisible();
  await expect(sheet.getByText('A note on paper')).toBeVisible();
  await expect(sheet.getByText('row 0 end')).toHaveCount(0);
  await page.emulateMedia({ media: null });
  await page.getByRole('button', { name: 'Close task' }).click();
  const pdf = await page.pdf();
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThan(3);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`palette, pickers and menus have no faults that axe finds, ${colorScheme}`, async ({
    browser,
  }) => {
    const context = await browser.newContext({ colorScheme });
    const page = await context.newPage();
    const faults: string[] = [];
    const look = async (screen: string) => {
      await still(page);
      // What floats stands beside the landmarks of the page.
      for (const one of await violationsOf(page, (axe) => axe.disableRules(['region'])))
        faults.push(`${screen}: ${one}`);
    };
    await open(page, ['a', 'b']);
    await row(page, 'a').focus();
    await page.keyboard.press('Control+a');
    await expect(page.getByRole('toolbar')).toBeVisible();
    await look('bar');
    await page.keyboard.press('Control+k');
    await look('palette');
    await page.keyboard.type('labels');
    await page.keyboard.press('Enter');
    await look('step');
    await page.keyboard.press('Escape');
    for (const [key, screen] of [
      ['Shift+F10', 'menu'],
      ['s', 'due'],
      ['l', 'labels'],
      ['p', 'priority'],
      ['m', 'move'],
    ] as const) {
      await page.keyboard.press(key);
      await expect(page.locator('[data-base-ui-portal] [role]').first()).toBeVisible();
      await look(screen);
      await page.keyboard.press('Escape');
      await expect(page.locator('[data-base-ui-portal] [role]')).toHaveCount(0);
    }
    expect(faults).toEqual([]);
    await context.close();
  });
}

test('on a phone the palette is a sheet of full height', async ({ browser }) => {
  const page = await browser.newPage({
    viewport: { width: 375, height: 812 },
    hasTouch: true,
    isMobile: true,
    locale: 'ru-RU',
  });
  await open(page, ['молоко']);
  await page.keyboard.press('Control+k');
  await expect
    .poll(() => palette(page).boundingBox())
    .toEqual({ x: 0, y: 0, width: 375, height: 812 });
  await palette(page).getByRole('button', { name: 'Закрыть' }).tap();
  await expect(palette(page)).toBeHidden();

  // Who has no keys opens it behind Browse.
  const sheet = page.getByRole('dialog', { name: 'Обзор' });
  const openByTap = async () => {
    await page.getByRole('button', { name: 'Обзор' }).tap();
    await sheet.getByRole('button', { name: 'Команды' }).tap();
    await expect(sheet).toBeHidden();
    await expect(palette(page).getByRole('combobox')).toBeFocused();
  };
  await openByTap();
  await palette(page).getByRole('button', { name: 'Закрыть' }).tap();
  await expect(page.getByRole('main')).toBeFocused();
  await openByTap();
  await page.keyboard.type('входящ');
  await option(page, /Входящие/)
    .first()
    .tap();
  await expect(page).toHaveURL(/\/inbox$/);
  await expect(palette(page)).toBeHidden();
  await page.setViewportSize({ width: 1024, height: 768 });
  await expect(page.getByRole('navigation').getByRole('button', { name: 'Команды' })).toBeVisible();
  await page.close();
});

test('where there are keys no button offers the palette', async ({ page }) => {
  await open(page, ['a']);
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Search' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Commands' })).toBeHidden();
});

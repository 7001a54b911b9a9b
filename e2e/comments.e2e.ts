import { expect, test } from '@playwright/test';
import { call } from './call.ts';
import { join } from './join.ts';
import { signUp } from './sign-up.ts';
import { still } from './still.ts';
import { useInstance } from './use-instance.ts';
import { violationsOf } from './violations-of.ts';

const cairn = useInstance();

test('people are mentioned, quoted and renamed; what is written is previewed, kept and marked when it changes', async ({
  page,
  browser,
}) => {
  await signUp(page, cairn.url, 'Ada');
  const { workspaces } = await call(page, 'account.me');
  const workspaceId = workspaces[0]?.id ?? '';
  const project = await call(page, 'project.create', { workspaceId, name: 'House' });
  const place = { workspaceId, projectId: project.id };
  const task = await call(page, 'task.create', { ...place, title: 'Paint the door' });
  const others = await browser.newContext();
  const mate = await others.newPage();
  await signUp(mate, cairn.url, 'Fjodor');
  const mateId = await join(cairn, mate, { ...place, role: 'member' });
  await cairn.sql(`UPDATE users SET name = 'Фёдор Иванов' WHERE id = $1`, [mateId]);
  const outside = await browser.newContext();
  const guest = await outside.newPage();
  await signUp(guest, cairn.url, 'Fedora');
  await join(cairn, guest, { ...place, role: 'guest' });

  await page.goto(`${cairn.url}/t/${task.key}`);
  const write = page.getByRole('textbox', { name: 'Write a comment' });
  await write.click();
  await page.keyboard.type('What do you think, @фед');
  const list = page.getByRole('listbox', { name: 'People to mention' });
  await expect(list.getByRole('option', { name: 'Фёдор Иванов', exact: true })).toBeVisible();
  await expect(list.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(write).toHaveValue('What do you think, @Фёдор Иванов ');
  await page.keyboard.type('about **white**?');

  await page.getByRole('button', { name: 'Preview' }).click();
  await expect(page.locator('[data-composer] strong')).toHaveText('white');
  await page.getByRole('button', { name: 'Preview' }).click();
  await page.reload();
  await expect(write).toHaveValue('What do you think, @Фёдор Иванов about **white**?');
  await write.press('Control+Enter');
  const comments = page.getByRole('region', { name: 'Comments' }).getByRole('listitem');
  await expect(comments).toHaveCount(1);
  await expect(comments.first()).toContainText('@Фёдор Иванов about white?');
  const saved = async () => {
    const { items } = await call(page, 'comment.list', { workspaceId, taskId: task.id });
    return items as unknown as { body: string }[];
  };
  await expect
    .poll(async () => (await saved())[0]?.body)
    .toBe(`What do you think, [@Фёдор Иванов](cairn:user/${mateId}) about **white**?`);

  await comments.first().hover();
  await page.getByRole('button', { name: 'Comment actions' }).click();
  await page.getByRole('menuitem', { name: 'Quote in reply' }).click();
  await expect(write).toBeFocused();
  await expect(write).toHaveValue(/^> What do you think, @Фёдор Иванов about/);
  await page.keyboard.type('see the shop');
  await page.keyboard.press('Shift+Control+ArrowLeft');
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text/plain', 'https://example.org/paint');
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  });
  await expect(write).toHaveValue(/see the \[shop\]\(https:\/\/example\.org\/paint\)$/);
  await write.press('Control+Enter');
  await expect(comments).toHaveCount(2);
  await expect(comments.nth(1).locator('blockquote')).toContainText('@Фёдор Иванов');

  await comments.first().hover();
  await comments.first().getByRole('button', { name: 'Comment actions' }).click();
  await page.getByRole('menuitem', { name: 'Edit comment' }).click();
  const edit = page.getByRole('textbox', { name: 'Edit comment' });
  await expect(edit).toHaveValue(/@Фёдор Иванов about/);
  await edit.fill('Changed, @Фёдор Иванов');
  await edit.press('Control+Enter');
  await expect(comments.first()).toContainText('edited');

  await cairn.sql(`UPDATE users SET name = 'Teo' WHERE id = $1`, [mateId]);
  await page.reload();
  await expect(comments.first()).toContainText('Changed, @Teo');
  await cairn.sql(`UPDATE members SET removed_at = now() WHERE user_id = $1`, [mateId]);
  await page.reload();
  await expect(comments.first()).toContainText('@Teo (left)');

  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await still(page);
    expect(await violationsOf(page, (axe) => axe.include('aside'))).toEqual([]);
  }
  await others.close();
  await outside.close();
});

test('who may only look is offered no change; who may comment, comments', async ({
  page,
  browser,
}) => {
  await signUp(page, cairn.url, 'Owner');
  const { workspaces } = await call(page, 'account.me');
  const workspaceId = workspaces[0]?.id ?? '';
  const project = await call(page, 'project.create', { workspaceId, name: 'Boat' });
  const place = { workspaceId, projectId: project.id };
  const { id: sectionId } = await call(page, 'section.create', { ...place, name: 'Hull' });
  const task = await call(page, 'task.create', { ...place, sectionId, title: 'Scrape' });
  await call(page, 'comment.add', { workspaceId, taskId: task.id, body: 'Carefully' });

  for (const right of ['read', 'comment'] as const) {
    const context = await browser.newContext();
    const guest = await context.newPage();
    await signUp(guest, cairn.url, `Guest${right}`);
    await join(cairn, guest, { ...place, role: 'guest', right });
    await guest.goto(`${cairn.url}/p/${project.key}`);
    const row = guest.getByRole('treeitem').filter({ hasText: 'Scrape' });
    await expect(row.getByRole('checkbox')).toBeDisabled();
    await expect(guest.getByRole('button', { name: 'Add task' })).toHaveCount(0);
    await expect(guest.getByRole('button', { name: 'Add section' })).toHaveCount(0);
    await expect(guest.getByRole('button', { name: 'Section “Hull”' })).toHaveCount(0);
    await expect(guest.getByRole('button', { name: 'New project' })).toHaveCount(0);
    await expect(guest.getByRole('link', { name: 'Import' })).toHaveCount(0);
    await guest.getByRole('button', { name: 'Project menu' }).click();
    // Who else sees the project may be looked at.
    await expect(guest.getByRole('menuitem')).toHaveText(['Share…']);
    await guest.keyboard.press('Escape');
    await row.focus();
    for (const key of ['d', 'Backspace', 'e']) await guest.keyboard.press(key);
    await expect(
      guest.getByText('You can look at this task, but not change it.').first(),
    ).toBeVisible();
    await guest.goto(`${cairn.url}/t/${task.key}`);
    const panel = guest.getByRole('complementary');
    await expect(panel.getByText('Carefully')).toBeVisible();
    await expect(panel.getByRole('textbox', { name: 'Title', exact: true })).not.toBeEditable();
    await expect(panel.getByRole('button', { name: 'Comment actions' })).toHaveCount(
      right === 'read' ? 0 : 1,
    );
    const write = panel.getByRole('textbox', { name: 'Write a comment' });
    if (right === 'read') await expect(write).toHaveCount(0);
    else {
      await write.fill('With what?');
      await write.press('Control+Enter');
      await expect(
        panel.getByRole('region', { name: 'Comments' }).getByRole('listitem'),
      ).toHaveCount(2);
      await guest.reload();
      await expect(panel.getByText('With what?')).toBeVisible();
    }
    await guest.goto(`${cairn.url}/import`);
    await expect(guest.getByText(/Guests cannot import/)).toBeVisible();
    await context.close();
  }
});

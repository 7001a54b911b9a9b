import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import type { Browser, Locator, Page } from '@playwright/test';
import { addMember } from './add-member.ts';
import { call } from './call.ts';
import { signUp } from './sign-up.ts';
import { still } from './still.ts';
import { violationsOf } from './violations-of.ts';
import { useInstanceWithMail } from './with-mail.ts';
import { quiet } from './quiet.ts';

const cairn = useInstanceWithMail();

const old = 'correct horse battery';
const fresh = 'another staple entirely';
const part = (page: Page): Locator => page.locator('[data-part]');
const emailOf = (name: string) => `${name.toLowerCase()}@example.org`;

async function trySignIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto(`${cairn.url}/sign-in`);
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(password);
  await page.locator('button[type=submit]').click();
}

/** Another browser in which a person is signed in. */
async function elsewhere(browser: Browser, email: string, password = old): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await trySignIn(page, email, password);
  await page.waitForURL('**/today');
  return page;
}

/** The page is told of its end. */
async function isSignedOut(page: Page): Promise<void> {
  await page.waitForURL('**/sign-in?next=*');
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(`${cairn.url}${path}`);
  await expect(part(page).getByRole('heading').first()).toBeVisible();
}

/** The link in the last mail to an address. */
async function mailedLink(to: string): Promise<string> {
  const mails = () => cairn.box.mails.filter((mail) => mail.to.includes(to));
  await expect.poll(() => mails().length).toBeGreaterThan(0);
  const [link = ''] = /http:\S+#\S+/.exec(mails().at(-1)?.text ?? '') ?? [];
  return link;
}

test('another password: the old one is asked for, every other browser is signed out', async ({
  page,
  browser,
}) => {
  await signUp(page, cairn.url, 'Ann');
  const other = await elsewhere(browser, emailOf('Ann'));
  await open(page, '/settings/security');
  const change = page.getByRole('button', { name: 'Change password' });
  await page.getByLabel('Current password').fill('not it at all');
  await page.getByLabel('New password').fill('short');
  await change.click();
  await expect(page.getByText('Use at least 10 characters.')).toBeVisible();
  await page.getByLabel('New password').fill(fresh);
  await change.click();
  await expect(page.getByText('This is not your password.')).toBeVisible();
  await page.getByLabel('Current password').fill(old);
  await change.click();
  await expect(page.getByText('Changed. 1 other browser was signed out.')).toBeVisible();
  await expect(page.getByLabel('New password')).toHaveValue('');
  await isSignedOut(other);
  await trySignIn(other, emailOf('Ann'), old);
  await expect(other.getByText('do not belong together')).toBeVisible();
  await trySignIn(other, emailOf('Ann'), fresh);
  await other.waitForURL('**/today');
  await other.context().close();
});

test('another address is taken by the link that goes there', async ({ page }) => {
  await signUp(page, cairn.url, 'Bea');
  await open(page, '/settings/profile');
  await page.getByRole('button', { name: 'Change e-mail' }).click();
  await page.getByLabel('New e-mail').fill('root@example.org');
  await page.getByLabel('Password', { exact: true }).fill(old);
  await page.getByRole('button', { name: 'Change e-mail' }).click();
  await expect(page.getByText('There is an account with this e-mail.')).toBeVisible();

  // What was typed outlives a look at another view.
  await page.getByLabel('New e-mail').fill('beatrix@example.org');
  await page.getByRole('link', { name: 'Today' }).click();
  await page.goBack();
  await page.getByRole('button', { name: 'Change e-mail' }).click();
  await expect(page.getByLabel('New e-mail')).toHaveValue('beatrix@example.org');
  await page.getByLabel('Password', { exact: true }).fill(old);
  await page.getByRole('button', { name: 'Change e-mail' }).click();
  await expect(page.getByText('A link went to beatrix@example.org.')).toBeVisible();

  const link = await mailedLink('beatrix@example.org');
  await page.goto(link);
  await page.getByRole('button', { name: 'Confirm this address' }).click();
  await expect(page.getByText('From now on you sign in with beatrix@example.org.')).toBeVisible();
  await page.getByRole('link', { name: 'Go on to Cairn' }).click();
  await expect(part(page).getByText('beatrix@example.org')).toBeVisible();
  await page.goto('about:blank');
  await page.goto(link);
  await page.getByRole('button', { name: 'Confirm this address' }).click();
  await expect(page.getByText('This link does not work any more')).toBeVisible();
});

test('a forgotten password: mail, link, new password, in', async ({ page, browser }) => {
  await signUp(page, cairn.url, 'Cleo');
  const guest = await (await browser.newContext()).newPage();
  await guest.goto(`${cairn.url}/sign-in`);
  await guest.getByRole('link', { name: 'Forgot your password?' }).click();
  // It is one of that type once the page listens.
  const send = guest.locator('button[type=submit]', { hasText: 'Send link' });
  await guest.locator('input[name=email]').fill('nobody');
  await send.click();
  await expect(guest.getByText('Enter an e-mail address such as')).toBeVisible();
  await guest.locator('input[name=email]').fill('nobody@example.org');
  await send.click();
  await expect(guest.getByText('If nobody@example.org has an account here')).toBeVisible();

  await guest.goto(`${cairn.url}/forgot`);
  await guest.locator('input[name=email]').fill(emailOf('Cleo'));
  await send.click();
  await expect(guest.getByText('Look into your mail')).toBeVisible();
  const link = await mailedLink(emailOf('Cleo'));
  await guest.goto(link);
  // In another language the page is another one, with the same link.
  await guest.getByRole('button', { name: 'Русский' }).click();
  await expect(guest.getByRole('heading', { name: 'Новый пароль' })).toBeVisible();
  await guest.getByRole('button', { name: 'English' }).click();
  await guest.locator('input[name=password]').fill(fresh);
  await guest.locator('button[type=submit]', { hasText: 'Set password' }).click();
  await guest.waitForURL('**/today');
  await isSignedOut(page);
  await guest.goto('about:blank');
  await guest.goto(link);
  await guest.locator('input[name=password]').fill(fresh);
  await guest.locator('button[type=submit]', { hasText: 'Set password' }).click();
  await expect(guest.getByText('This link does not work any more')).toBeVisible();
  await guest.getByRole('link', { name: 'Ask for a new link' }).click();
  await expect(guest).toHaveURL(/\/forgot$/);
  expect(cairn.box.mails.some((mail) => mail.to.includes('nobody@example.org'))).toBe(false);
  await guest.context().close();
});

test('what is the person’s own comes as a file', async ({ page }) => {
  await signUp(page, cairn.url, 'Dag');
  await open(page, '/settings/data');
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download' }).click();
  const file = await coming;
  const own = JSON.parse(await readFile(await file.path(), 'utf8')) as { format: string };
  expect(own.format).toBe('cairn-export');
});

test('an account is deleted once nobody needs it, and with both questions answered', async ({
  page,
  browser,
}) => {
  await signUp(page, cairn.url, 'Finn');
  const { id: workspaceId } = await call(page, 'workspace.create', { name: 'Crew' });
  await addMember(cairn.home, { workspaceId, email: 'root@example.org' });
  await open(page, '/settings/data');
  const crew = part(page).getByRole('link', { name: 'Crew' });
  await expect(crew).toHaveAttribute('href', /^\/w\/[0-9a-f]+\/settings\/members$/);
  await expect(part(page)).toContainText('with 1 other member');
  await expect(page.getByRole('button', { name: 'Delete account…' })).toBeHidden();

  await call(page, 'workspace.delete', { workspaceId, expectedVersion: 1 });
  await page.reload();
  await page.getByRole('button', { name: 'Delete account…' }).click();
  const last = page.getByRole('button', { name: 'Delete for ever' });
  await last.click();
  await expect(page.getByText('Type finn@example.org exactly.')).toBeVisible();
  await page.getByLabel('Type finn@example.org to confirm').fill('Finn@example.org');
  await page.getByLabel('Password', { exact: true }).fill('not it at all');
  await last.click();
  await expect(page.getByText('This is not your password.')).toBeVisible();
  await page.getByLabel('Password', { exact: true }).fill(old);
  const other = await elsewhere(browser, emailOf('Finn'));
  await last.click();
  await page.waitForURL(/\/sign-in/);
  await isSignedOut(other);
  await trySignIn(other, emailOf('Finn'), old);
  await expect(other.getByText('do not belong together')).toBeVisible();
  await other.context().close();
});

test('the last administrator is told to make another one first', async ({ browser }) => {
  const page = await elsewhere(browser, emailOf('Root'));
  await open(page, '/settings/data');
  await expect(page.getByText('You are the last administrator of this server.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Delete account…' })).toBeHidden();
  await page.getByRole('link', { name: 'See people' }).click();
  await expect(page).toHaveURL(/\/admin\/people$/);
  await page.context().close();
});

test('an administrator closes an account, and its open page is signed out', async ({
  page,
  browser,
}) => {
  await signUp(page, cairn.url, 'Gil');
  await page.goto(`${cairn.url}/admin`);
  await expect(page.getByText('There is nothing here')).toBeVisible();
  await page.goto(`${cairn.url}/today`);

  const root = await elsewhere(browser, emailOf('Root'));
  await root.goto(`${cairn.url}/settings`);
  await root.getByRole('link', { name: 'Administration' }).click();
  await root.getByRole('searchbox').fill('GIL@');
  const people = part(root).getByRole('listitem');
  await expect(people).toHaveCount(1);
  const act = async (name: string) => {
    await root.getByRole('button', { name: 'Gil: more' }).click();
    await root.getByRole('menuitem', { name }).click();
  };
  await act('Close account');
  await expect(people).toContainText('Closed');
  // It stays while the pointer is on it.
  await root.getByRole('button', { name: 'Undo' }).hover();
  await isSignedOut(page);
  await trySignIn(page, emailOf('Gil'), old);
  await expect(page.getByText('This account is closed.')).toBeVisible();
  await root.getByRole('button', { name: 'Undo' }).click();
  await expect(people).not.toContainText('Closed');
  await trySignIn(page, emailOf('Gil'), old);
  await page.waitForURL('**/today');
  await act('Make administrator');
  await expect(people).toContainText('Administrator');
  await page.goto(`${cairn.url}/admin/numbers`);
  await expect(part(page)).toContainText('sign-ups in the last 30 days');
  await act('No longer administrator');
  await expect(people).not.toContainText('Administrator');
  await root.getByRole('searchbox').fill('nobody at all');
  await expect(root.getByText('Nobody has such a name or address.')).toBeVisible();
  await root.context().close();
});

test('the instance has a name and says how one gets an account', async ({ page, browser }) => {
  const root = await elsewhere(browser, emailOf('Root'));
  await open(root, '/admin/instance');
  const said = part(root).getByRole('status');
  const allow = (mode: string) => root.getByRole('radiogroup').getByText(mode).click();
  await root.getByLabel('Name', { exact: true }).fill('Acme tasks');
  await allow('Closed');
  await expect(said).toHaveText('Saved');
  await expect(root.getByText('Only with the command line.')).toBeVisible();
  await page.goto(`${cairn.url}/sign-in`);
  await expect(page.getByRole('heading', { name: 'Sign in to Acme tasks' })).toBeVisible();
  await page.goto(`${cairn.url}/sign-up`);
  await expect(page.getByText('This server takes no new accounts.')).toBeVisible();
  await expect(page.locator('input[name=email]')).toHaveCount(0);
  await allow('By invitation');
  await expect(root.getByText('Only who was invited to a workspace.')).toBeVisible();
  await page.reload();
  await expect(page.getByText('New accounts are by invitation here.')).toBeVisible();
  await allow('Open');
  await expect(root.getByText('Whoever reaches this server can make one.')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Create your account at Acme' })).toBeVisible();
  await root.context().close();
});

test('where sign-up is by invitation the link of an invite lets one in, once', async ({
  browser,
}) => {
  const root = await elsewhere(browser, emailOf('Root'));
  await open(root, '/admin/instance');
  const allow = (mode: string) => root.getByRole('radiogroup').getByText(mode).click();
  await allow('By invitation');
  await expect(part(root).getByRole('status')).toHaveText('Saved');
  const { id: workspaceId } = await call(root, 'workspace.create', { name: 'By the sea' });
  const made = await call(root, 'member.invite', { workspaceId, role: 'member' });
  const link = `${cairn.url}/invite#${(made as unknown as { secret: string }).secret}`;

  const ida = await (await browser.newContext()).newPage();
  await ida.goto(`${cairn.url}/sign-up`);
  await expect(ida.getByText('New accounts are by invitation here.')).toBeVisible();
  await expect(ida.locator('input')).toHaveCount(0);
  await ida.goto(link);
  await ida.getByRole('link', { name: 'Sign up and join' }).click();
  const given = { name: 'Ida', email: emailOf('Ida'), password: old };
  for (const [field, value] of Object.entries(given))
    await ida.locator(`input[name=${field}]`).fill(value);
  await ida.locator('button[type=submit]').click();
  await ida.getByRole('button', { name: 'Accept' }).click();
  await ida.waitForURL('**/w/**');
  await expect(
    ida.getByRole('navigation').getByRole('button', { name: /By the sea/ }),
  ).toBeVisible();

  const late = await (await browser.newContext()).newPage();
  await late.goto(link);
  await expect(late.getByText(/It was used already/)).toBeVisible();
  await expect(late.getByRole('link', { name: 'Sign up and join' })).toHaveCount(0);
  await allow('Open');
  await expect(root.getByText('Whoever reaches this server can make one.')).toBeVisible();
  for (const page of [root, ida, late]) await page.context().close();
});

async function check(page: Page, path: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto(`${cairn.url}${path}`);
    await quiet(page);
    await still(page);
    expect(await violationsOf(page), `${path}, ${colorScheme}`).toEqual([]);
  }
}

test('every screen of an administrator can be used by everyone, in both themes', async ({
  browser,
}) => {
  test.slow();
  const root = await elsewhere(browser, emailOf('Root'));
  for (const name of ['people', 'numbers', 'instance']) await check(root, `/admin/${name}`);
  await root.context().close();
});

test('every screen of who is signed out can be used by everyone, in both themes', async ({
  page,
}) => {
  test.slow();
  for (const path of ['/sign-in', '/sign-up', '/forgot', '/reset#x', '/confirm#x'])
    await check(page, path);
});

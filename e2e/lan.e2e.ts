import { chromium, expect, test } from '@playwright/test';
import { findChromium } from '../bin/lib/test-tools.mjs';
import { createHome, startInstance } from '../server/testing/instance.ts';
import { canMakeLan, createLan } from '../server/testing/lan.ts';
import { browserFlags } from './browser-flags.ts';
import { saved, watchWrites } from './watch-writes.ts';

test('over plain HTTP on a LAN one signs up, adds and edits, and it stays', async () => {
  test.skip(!canMakeLan(), 'needs Linux, root and iproute2');
  const lan = await createLan();
  const home = await createHome({ NODE_ENV: 'production', HOST: '0.0.0.0' });
  const cairn = await startInstance({ ...home, through: lan.through });
  const browser = await chromium.launch({
    executablePath: await lan.program(findChromium() ?? ''),
    args: browserFlags,
  });
  try {
    expect(cairn.url).toContain(lan.address);
    const context = await browser.newContext();
    const page = await context.newPage();
    watchWrites(page);
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(`${cairn.url}/sign-up`);
    expect(await page.evaluate(() => window.isSecureContext)).toBe(false);

    const given = { name: 'Ada', email: 'ada@example.org', password: 'correct horse battery' };
    for (const [field, value] of Object.entries(given)) {
      await page.locator(`input[name=${field}]`).fill(value);
    }
    await page.locator('button[type=submit]').click();
    const [, code] = /setup code: (\S+)/.exec(cairn.said()) ?? [];
    await page.locator('input[name=setupCode]').fill(code ?? '');
    await page.locator('button[type=submit]').click();
    await page.waitForURL('**/today');

    await page.getByRole('button', { name: /Add the first task/ }).click();
    await page.keyboard.type('over the air');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    const row = page.getByRole('treeitem', { name: /^over the air/ });
    await row.focus();
    await page.keyboard.press('e');
    await page.keyboard.type(', edited');
    await page.keyboard.press('Enter');
    await saved(page);
    const streams: string[] = [];
    context.on('request', (one) => {
      if (one.url().endsWith('/api/trpc/sync.live')) streams.push(one.url());
    });
    await page.reload();
    await expect(page.getByRole('treeitem', { name: /^over the air, edited/ })).toBeVisible();

    // There are no locks here, but one tab follows for all as elsewhere.
    await expect.poll(() => streams).toHaveLength(1);
    const second = await context.newPage();
    const caughtUp = second.waitForRequest('**/api/trpc/sync.pull*cursor*');
    await second.goto(`${cairn.url}/today`);
    await caughtUp;
    await page.getByRole('treeitem', { name: /^over the air/ }).focus();
    await page.keyboard.press('e');
    await page.keyboard.type(' twice');
    await page.keyboard.press('Enter');
    await expect(
      second.getByRole('treeitem', { name: /^over the air, edited twice/ }),
    ).toBeVisible();
    expect(streams).toHaveLength(1);

    // Where the one that follows is closed, the other goes on.
    await page.close();
    await expect.poll(() => streams).toHaveLength(2);
    const third = await context.newPage();
    await third.goto(`${cairn.url}/today`);
    await third.getByRole('treeitem', { name: /^over the air/ }).focus();
    await third.keyboard.press('e');
    await third.keyboard.type(', thrice');
    await third.keyboard.press('Enter');
    await expect(
      second.getByRole('treeitem', { name: /^over the air, edited twice, thrice/ }),
    ).toBeVisible();
    expect(streams).toHaveLength(2);
    const cookies = await context.cookies();
    expect(cookies.filter(({ name, secure }) => secure || name.startsWith('__'))).toEqual([]);
    expect(faults).toEqual([]);
  } finally {
    await browser.close();
    await cairn.stop();
    await lan.remove();
    await home.remove();
  }
});

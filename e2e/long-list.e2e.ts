import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { findChromium } from '../bin/lib/test-tools.mjs';
import type { ProjectOutput } from '../server/project/schema.ts';
import { seedProject } from '../server/testing/seed-project.ts';
import { browserFlags } from './browser-flags.ts';
import { signInOn, useStage } from './use-stage.ts';
import { plantDeafScroll, watchBlanks } from './watch-blanks.ts';
import type { Watched } from './watch-blanks.ts';
import { saved } from './watch-writes.ts';

const tasks = 10_000;
const rowHeight = 36;

// The scrollbar is dragged too.
test.use({
  viewport: { width: 1200, height: 900 },
  launchOptions: {
    executablePath: findChromium(),
    args: browserFlags,
    ignoreDefaultArgs: ['--hide-scrollbars'],
  },
});

const stage = useStage();
let path = '';

test.beforeAll(async () => {
  const { api, db, workspaceId, userId } = stage();
  const project = await api.mutate<ProjectOutput>('project.create', { workspaceId, name: 'Long' });
  await seedProject(db, { workspaceId, userId, projectId: project.id, tasks });
  path = `${stage().instance.url}/p/${project.key}`;
});

async function openList(page: Page): Promise<void> {
  await signInOn(stage(), page);
  await page.goto(path);
  await expect(page.locator('[data-task]').first()).toBeVisible();
  await expect
    .poll(() => page.locator('main').evaluate((main) => main.scrollHeight))
    .toBeGreaterThan(tasks * rowHeight);
}

/** Scrolls by the wheel as fast as it goes, drags the bar to the foot and back, and jumps by keys. */
async function scrollAbout(page: Page): Promise<Watched> {
  const end = await watchBlanks(page, 'main');
  await page.mouse.move(700, 500);
  for (const by of [400, 1200, -900, 5000, -3000]) {
    for (let turn = 0; turn < 12; turn += 1) await page.mouse.wheel(0, by);
  }
  // The wheel's last scroll ends by itself: the thumb is where it is looked for only then.
  await page.locator('main').evaluate(async (main) => {
    for (let still = 0, last = -1; still < 20; last = main.scrollTop) {
      await new Promise((done) => requestAnimationFrame(done));
      still = main.scrollTop === last ? still + 1 : 0;
    }
  });
  const bar = 1200 - 7;
  const thumb = await page.locator('main').evaluate((main) => {
    const box = main.getBoundingClientRect();
    return box.top + (main.scrollTop / main.scrollHeight) * box.height + 10;
  });
  await page.mouse.move(bar, thumb);
  await page.mouse.down();
  await page.mouse.move(bar, 850, { steps: 40 });
  await page.mouse.move(bar, 30, { steps: 25 });
  await page.mouse.move(bar, 450, { steps: 3 });
  await page.mouse.up();
  await page.mouse.move(700, 500);
  for (const key of ['End', 'PageUp', 'PageUp', 'Home', 'PageDown', 'End']) {
    await page.keyboard.press(key);
    // So fast that the scroll of one key is still under way when the next comes.
    await page.waitForTimeout(60);
  }
  return end();
}

test('10,000 tasks scroll without a frame in which a row is missing', async ({ page }) => {
  await openList(page);
  const { frames, blank, distance } = await scrollAbout(page);
  expect(distance).toBeGreaterThan((tasks * rowHeight) / 2);
  expect(frames).toBeGreaterThan(50);
  expect(blank).toBe(0);
});

test('the watch sees it where rows do not follow the scroll', async ({ page }) => {
  await plantDeafScroll(page);
  await openList(page);
  const { blank } = await scrollAbout(page);
  expect(blank).toBeGreaterThan(0);
});

test('only rows near the screen stand in the page, and each says which of 10,000 it is', async ({
  page,
}) => {
  await openList(page);
  expect(await page.locator('[data-task]').count()).toBeLessThan(100);
  await page.locator('main').evaluate((main) => {
    main.scrollTop = main.scrollHeight;
  });
  const last = page.locator('[data-task]').last();
  await expect(last).toHaveAttribute('aria-posinset', String(tasks));
  await expect(last).toHaveAttribute('aria-setsize', String(tasks));
  await expect(last).toBeVisible();
});

test('in a list of 10,000 a task is moved, renamed and finished at its place, and stays so', async ({
  page,
}) => {
  await openList(page);
  await page.locator('main').evaluate((main) => {
    main.scrollTop = main.scrollHeight / 2;
  });
  const drawn = page.locator('[data-task]').nth(20);
  await expect
    .poll(async () => Number(await drawn.getAttribute('aria-posinset')))
    .toBeGreaterThan(tasks / 4);
  // What is the 20th changes as rows are drawn: from here on it is one row.
  const id = await drawn.getAttribute('data-task');
  const moved = page.locator(`[data-task="${id}"]`);
  await moved.focus();
  await expect(moved).toBeFocused();
  const before = Number(await moved.getAttribute('aria-posinset'));
  await page.keyboard.press('Alt+ArrowUp');
  await page.keyboard.press('e');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('in the middle');
  await page.keyboard.press('Enter');
  await expect(moved).toHaveAttribute('aria-posinset', String(before - 1));
  await expect(moved).toContainText('in the middle');
  await page.keyboard.press('ArrowDown');
  const gone = await page.locator('[data-task]:focus').getAttribute('data-task');
  await page.keyboard.press('d');
  await expect(page.locator(`[data-task="${gone}"]`)).toBeHidden();
  await expect(page.locator('[data-task]').first()).toHaveAttribute(
    'aria-setsize',
    String(tasks - 1),
  );
  await saved(page);
  await page.reload();
  const scrolled = () =>
    page.locator('main').evaluate(
      (main, at) => {
        main.scrollTop = at;
      },
      before * rowHeight - 400,
    );
  await expect
    .poll(async () => {
      await scrolled();
      return moved.count();
    })
    .toBe(1);
  await expect(moved).toHaveAttribute('aria-posinset', String(before - 1));
});

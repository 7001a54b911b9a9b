import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import type { SectionId } from '../server/domain/ids.ts';
import type { ProjectOutput } from '../server/project/schema.ts';
import type { SectionOutput } from '../server/section/schema.ts';
import { seedProject } from '../server/testing/seed-project.ts';
import { signInOn, useStage } from './use-stage.ts';
import { plantDeafScroll, watchBlanks } from './watch-blanks.ts';
import type { Watched } from './watch-blanks.ts';

test.use({ viewport: { width: 1200, height: 900 } });

const stage = useStage();

/** A board of so many cards in so many columns, with the last card there. */
async function openBoard(page: Page, tasks: number, columns: number): Promise<void> {
  const { api, db, workspaceId, userId } = stage();
  const project = await api.mutate<ProjectOutput>('project.create', { workspaceId, name: 'Long' });
  const sectionIds: SectionId[] = [];
  while (sectionIds.length < columns) {
    const name = `Stage ${sectionIds.length + 1}`;
    const within = { workspaceId, projectId: project.id, name };
    sectionIds.push((await api.mutate<SectionOutput>('section.create', within)).id);
  }
  await seedProject(db, { workspaceId, userId, projectId: project.id, tasks, sectionIds });
  await signInOn(stage(), page);
  await page.goto(`${stage().instance.url}/p/${project.id}?view=board`);
  await expect(page.locator('[data-task]').first()).toHaveAttribute(
    'aria-setsize',
    String(tasks / columns),
  );
}

/** Scrolls the first column by the wheel as fast as it goes, and from one end to the other. */
async function scrollAbout(page: Page): Promise<Watched> {
  const end = await watchBlanks(page, '[data-scroll=y]');
  await page.mouse.move(400, 500);
  for (const by of [300, 1000, -700, 4000, -2500]) {
    for (let turn = 0; turn < 10; turn += 1) await page.mouse.wheel(0, by);
  }
  await page.locator('[data-scroll=y] [data-task]').first().focus();
  for (const key of ['End', 'PageUp', 'Home', 'PageDown', 'End', 'PageUp']) {
    await page.keyboard.press(key);
    // So fast that the scroll of one key is still under way when the next comes.
    await page.waitForTimeout(80);
  }
  return end();
}

test('a column of 3,000 cards scrolls without a frame in which a card is missing', async ({
  page,
}) => {
  await openBoard(page, 3000, 1);
  expect(await page.locator('[data-card]').count()).toBeLessThan(80);
  const { frames, blank, distance } = await scrollAbout(page);
  expect(distance).toBeGreaterThan(30_000);
  expect(frames).toBeGreaterThan(30);
  expect(blank).toBe(0);
});

test('the watch sees it where cards do not follow the scroll', async ({ page }) => {
  await plantDeafScroll(page);
  await openBoard(page, 3000, 1);
  const { blank } = await scrollAbout(page);
  expect(blank).toBeGreaterThan(0);
});

test('what is seen stays where it is when cards above turn out higher than was thought', async ({
  page,
}) => {
  await openBoard(page, 3000, 1);
  const scroller = page.locator('[data-scroll=y]');
  await scroller.evaluate((column) => {
    column.scrollTop = column.scrollHeight / 2;
  });
  await expect(page.locator('[data-task]').nth(3)).toBeVisible();
  const moved = await scroller.evaluate(async (column) => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    await frame();
    let most = 0;
    for (let turn = 0; turn < 40; turn += 1) {
      const edge = column.getBoundingClientRect().top;
      const card = [...column.querySelectorAll('[data-card]')].find(
        (one) => one.getBoundingClientRect().top > edge,
      );
      const before = card?.getBoundingClientRect().top ?? 0;
      column.scrollTop -= 150;
      await frame();
      await frame();
      if (card?.isConnected === true)
        most = Math.max(most, Math.abs(card.getBoundingClientRect().top - before - 150));
    }
    return most;
  });
  expect(moved).toBeLessThanOrEqual(1);
});

test('300 cards in ten columns: those beside the screen are drawn when it comes to them', async ({
  page,
}) => {
  await openBoard(page, 300, 10);
  const last = page.getByRole('region', { name: 'Stage 10', exact: true });
  expect(await last.locator('[data-card]').count()).toBe(0);
  const drawn = await page.locator('[data-scroll=x]').evaluate(async (board) => {
    board.scrollLeft = board.scrollWidth;
    await new Promise((done) => requestAnimationFrame(done));
    return board.querySelectorAll('section:last-of-type [data-card]').length;
  });
  expect(drawn).toBeGreaterThan(5);
  await last.locator('[data-task]').nth(1).focus();
  await page.keyboard.press('Alt+ArrowLeft');
  const ninth = page.getByRole('region', { name: 'Stage 9', exact: true });
  await expect(ninth.locator('[data-task]:focus')).toHaveAttribute('aria-posinset', '2');
  await expect(ninth.locator('[data-task]:focus')).toHaveAttribute('aria-setsize', '31');
});

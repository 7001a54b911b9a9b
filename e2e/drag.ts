import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

type Spot = { to: Locator; x?: number; y?: number };

/** Drags something to a spot of something else, once the page is ready for it. */
export async function drag(page: Page, from: Locator, spot: Spot): Promise<void> {
  await from.hover();
  await expect(page.locator('main [draggable=true]').first()).toBeAttached();
  await pull(page, from, spot);
}

/** The same where it is ready. */
export async function pull(
  page: Page,
  from: Locator,
  { to, x = 0.5, y = 0.5 }: Spot,
): Promise<void> {
  const [source, target] = [await from.boundingBox(), await to.boundingBox()];
  if (!source || !target) throw new Error('nothing to drag');
  const start = { x: source.x + source.width / 2, y: source.y + source.height / 2 };
  const end = { x: target.x + target.width * x, y: target.y + target.height * y };
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(start.x + 6, start.y + 6, { steps: 3 });
  await page.mouse.move(end.x, end.y, { steps: 8 });
  await page.mouse.move(end.x + 1, end.y);
  await page.mouse.move(end.x, end.y);
  await page.mouse.up();
}

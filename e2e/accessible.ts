import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { still } from './still.ts';
import { violationsOf } from './violations-of.ts';

/** What is shown has no faults that axe finds, in both themes. */
export async function accessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await still(page);
    expect(await violationsOf(page)).toEqual([]);
  }
}

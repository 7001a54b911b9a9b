import { test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { openStage } from '../bench/stage.ts';
import type { Stage } from '../bench/stage.ts';
import { watchWrites } from './watch-writes.ts';

/** An instance whose database the tests of a file can fill, with one account. It is there once they run. */
export function useStage(): () => Stage {
  let stage: Stage | null = null;
  test.beforeAll(async () => {
    stage = await openStage();
  });
  test.afterAll(async () => {
    await stage?.close();
  });
  return () => {
    if (!stage) throw new Error('the stage is there once the tests run');
    return stage;
  };
}

/** Signs the person of a stage in, and waits for Today. */
export async function signInOn(stage: Stage, page: Page): Promise<void> {
  watchWrites(page);
  await page.goto(`${stage.instance.url}/sign-in`);
  await page.locator('input[name=email]').fill('bench@example.org');
  await page.locator('input[name=password]').fill('correct horse battery');
  await page.locator('button[type=submit]').click();
  await page.waitForURL('**/today');
}

import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { createHome, startInstance } from '../server/testing/instance.ts';
import type { Home, Instance } from '../server/testing/instance.ts';
import { startRedis } from '../server/testing/redis.ts';
import type { TestRedis } from '../server/testing/redis.ts';
import { signUp } from './sign-up.ts';

let redis: TestRedis;
let home: Home;
let instance: Instance;

test.beforeAll(async () => {
  redis = await startRedis();
  const env = { NODE_ENV: 'production', REDIS_URL: redis.url, CAIRN_PROCESSES: '2' };
  home = await createHome(env);
  instance = await startInstance(home);
});
test.afterAll(async () => {
  await instance.stop();
  await home.remove();
  await redis.remove();
});

/** Asks so often that both processes have been asked. @returns the statuses that came */
async function ask(page: Page): Promise<Set<number>> {
  const statuses = await page.evaluate(async () => {
    const asked = Array.from(
      { length: 30 },
      async () => (await fetch('/api/trpc/task.listHot')).status,
    );
    return Promise.all(asked);
  });
  return new Set(statuses);
}

test('I5: a session that is ended in another browser is over in every process, and the page goes', async ({
  browser,
}) => {
  const here = await (await browser.newContext()).newPage();
  await signUp(here, instance.url, 'Ida');
  expect(instance.workers()).toHaveLength(2);
  // Both processes know the session by now, and have its answers ready.
  expect(await ask(here)).toEqual(new Set([200]));

  const there = await (await browser.newContext()).newPage();
  await there.goto(`${instance.url}/sign-in`);
  await there.locator('input[name=email]').fill('ida@example.org');
  await there.locator('input[name=password]').fill('correct horse battery');
  await there.locator('button[type=submit]').click();
  await there.waitForURL('**/today');
  await there.goto(`${instance.url}/settings/security`);
  const ended = there.waitForResponse((answer) => answer.url().includes('session.revoke'));
  await there.getByRole('button', { name: 'Sign out everywhere else' }).click();
  expect((await ended).status()).toBe(200);

  // It is told by the stream that it holds with one of the two.
  await here.waitForURL('**/sign-in?next=*');
  expect(await ask(here)).toEqual(new Set([401]));
});

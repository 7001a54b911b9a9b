import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { askAnew, createHome, startInstance } from '../server/testing/instance.ts';
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

/** Asks each process as this page does. @returns the status that each answered with */
async function askEach(page: Page): Promise<number[]> {
  const cookies = await page.context().cookies(instance.url);
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const ask = () => askAnew(`${instance.url}/api/trpc/task.listHot`, { cookie });
  const statuses: number[] = [];
  for (const worker of instance.workers()) statuses.push(await instance.asking(worker, ask));
  return statuses;
}

test('I5: a session that is ended in another browser is over in every process, and the page goes', async ({
  browser,
}) => {
  const here = await (await browser.newContext()).newPage();
  await signUp(here, instance.url, 'Ida');
  // Both processes know the session by now, and have its answers ready.
  for (let time = 0; time < 2; time += 1) expect(await askEach(here)).toEqual([200, 200]);

  const there = await (await browser.newContext()).newPage();
  await there.goto(`${instance.url}/sign-in`);
  await there.locator('input[name=email]').fill('ida@example.org');
  await there.locator('input[name=password]').fill('correct horse battery');
  await there.locator('button[type=submit]').click();
  await there.waitForURL('**/today');
  await there.goto(`${instance.url}/settings/security`);
  const ended = there.waitForResponse((answer) => answer.url().endsWith('session.revoke'));
  await there.getByRole('button', { name: /^Sign out: / }).click();
  expect((await ended).status()).toBe(200);

  expect(await askEach(here)).toEqual([401, 401]);
  // The stream that it holds with one of the two tells it.
  await here.waitForURL('**/sign-in?next=*');
  await expect(here.getByText('You were signed out here')).toBeVisible();
  const call = () => fetch('/api/trpc/task.listHot').then(({ status }) => status);
  expect(await here.evaluate(call)).toBe(401);
});

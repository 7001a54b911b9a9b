import type { Page, Route } from '@playwright/test';

export const pushes = '**/api/trpc/sync.push';

type Push = { ops: { opId: string }[] };

/** Nothing that the page does reaches the server, until this is taken away with `page.unroute(pushes)`. */
export async function cutOff(page: Page): Promise<void> {
  await page.route(pushes, (route) => route.abort());
}

/** The server does what the page sends, and its answer is lost on the way. */
export async function loseAnswers(page: Page): Promise<void> {
  await page.route(pushes, async (route) => {
    await route.fetch();
    // The page may be gone by now.
    await route.abort().catch(() => undefined);
  });
}

/** The server refuses each operation of the page, as it would where the thing is gone. */
export async function refusePushes(page: Page): Promise<void> {
  await page.route(pushes, refuse);
}

async function refuse(route: Route): Promise<void> {
  const { ops } = route.request().postDataJSON() as Push;
  const refusal = { status: 'refused', code: 'NOT_FOUND', message: 'This task does not exist.' };
  const answers = ops.map(({ opId }) => ({ opId, ...refusal }));
  await route.fulfill({ json: { result: { data: { status: 'done', answers } } } });
}

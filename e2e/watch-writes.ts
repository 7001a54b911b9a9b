import { expect } from '@playwright/test';
import type { Page, Request } from '@playwright/test';

const quiet = 400;

/** Follows the writes of a page from now on. @returns a wait until the server has answered all, and no other came */
export function watchWrites(page: Page): () => Promise<void> {
  const pending = new Set<Request>();
  let last = 0;
  page.on('request', (request) => {
    if (request.method() === 'POST') pending.add(request);
  });
  const answered = (request: Request) => {
    if (pending.delete(request)) last = performance.now();
  };
  page.on('requestfinished', answered);
  page.on('requestfailed', answered);
  return async () => {
    last = performance.now();
    await expect.poll(() => pending.size === 0 && performance.now() - last > quiet).toBe(true);
  };
}

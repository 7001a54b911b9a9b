import { expect } from '@playwright/test';
import type { Page, Request } from '@playwright/test';

const quiet = 400;

type Writes = { pending: Set<Request>; last: number };

const watched = new WeakMap<Page, Writes>();

/** Follows the writes of a page from now on; `signUp` and `signInOn` do it for theirs. */
export function watchWrites(page: Page): void {
  if (watched.has(page)) return;
  const writes: Writes = { pending: new Set(), last: 0 };
  watched.set(page, writes);
  page.on('request', (request) => {
    // What makes changes comes after the first view: a write may still wait for its script.
    if (request.method() === 'POST' || request.resourceType() === 'script')
      writes.pending.add(request);
  });
  const answered = (request: Request) => {
    if (writes.pending.delete(request)) writes.last = performance.now();
  };
  page.on('requestfinished', answered);
  page.on('requestfailed', answered);
}

/** Waits until the server has answered all writes of a page that is watched, and no other came. */
export async function saved(page: Page): Promise<void> {
  const writes = watched.get(page);
  if (!writes) throw new Error('nobody watches the writes of this page');
  writes.last = performance.now();
  await expect
    .poll(() => writes.pending.size === 0 && performance.now() - writes.last > quiet)
    .toBe(true);
}

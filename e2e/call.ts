import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

type Called = {
  id: string;
  key: string;
  title: string;
  notes: string;
  status: string;
  user: { id: string };
  workspaces: { id: string; inboxId: string }[];
  items: { id: string; title: string; name: string }[];
};

const reads = /[.](me|get|list|listCompleted|search)$/;

/** Asks the API as the person of this page, past what the page knows. */
export async function call(page: Page, procedure: string, input?: object): Promise<Called> {
  const { origin } = new URL(page.url());
  const url = `${origin}/api/trpc/${procedure}`;
  const query = input ? `?input=${encodeURIComponent(JSON.stringify(input))}` : '';
  const answer = reads.test(procedure)
    ? await page.request.get(url + query)
    : await page.request.post(url, { data: input, headers: { origin } });
  const body = (await answer.json()) as { result: { data: Called } };
  expect(answer.status(), JSON.stringify(body)).toBe(200);
  return body.result.data;
}

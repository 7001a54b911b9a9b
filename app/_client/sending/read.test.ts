import { afterEach, expect, test, vi } from 'vitest';
import { read } from './read.ts';

afterEach(() => vi.unstubAllGlobals());

/** What the page's first lines asked for, and how it ended. */
function early(answers: Record<string, Promise<unknown>>): void {
  const entries = Object.entries(answers).map(([name, answer]) => {
    return [`${name} {}`, { answer, askedAt: performance.now() }] as const;
  });
  vi.stubGlobal('window', { cairnEarly: new Map(entries) });
}

test('what was asked early in vain is asked again in one request', async () => {
  early({ 'sync.pull': Promise.reject(new Error('cut off')), 'plan.list': Promise.resolve() });
  const asked = vi.fn(() =>
    Promise.resolve(Response.json([{ result: { data: 'log' } }, { result: { data: 'plan' } }])),
  );
  vi.stubGlobal('fetch', asked);
  const answers = await Promise.all([read('sync.pull', {}), read('plan.list', {})]);
  expect(answers).toEqual(expect.arrayContaining(['log', 'plan']));
  expect(asked).toHaveBeenCalledTimes(1);
});

test('early answers that came together are taken one by one', async () => {
  const answer = (data: string) => Promise.resolve({ result: { data } });
  early({ 'sync.pull': answer('log'), 'plan.list': answer('plan') });
  const order: string[] = [];
  const taken = (['sync.pull', 'plan.list'] as const).map(async (name) => {
    await read(name, {});
    order.push(name);
    // What follows in the same task: a page draws here.
    await Promise.resolve();
    order.push('drawn');
  });
  await Promise.all(taken);
  expect(order).toEqual(['sync.pull', 'drawn', 'plan.list', 'drawn']);
});

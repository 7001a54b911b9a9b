import { afterEach, expect, test, vi } from 'vitest';
import { store } from '../store/page-store.ts';
import { userRow } from '../testing/rows.ts';
import { fetchJson } from './read-answer.ts';

afterEach(() => vi.unstubAllGlobals());

test('an answer that never comes is no answer', async () => {
  vi.stubGlobal('fetch', (_: string, { signal }: { signal: AbortSignal }) => {
    const { promise, reject } = Promise.withResolvers<Response>();
    signal.addEventListener('abort', () => reject(signal.reason as Error));
    return promise;
  });
  await expect(fetchJson('/api/trpc/task.create', { post: {}, wait: 1 })).rejects.toMatchObject({
    code: 'UNREACHABLE',
  });
});

test('every request says whose page it is of, once that is known', async () => {
  const seen: (string | undefined)[] = [];
  vi.stubGlobal('fetch', (_: string, { headers }: { headers: Record<string, string> }) => {
    seen.push(headers['x-cairn-user']);
    return Promise.resolve(Response.json({}));
  });
  await fetchJson('/api/trpc/account.me');
  store.put('users', [userRow()]);
  await fetchJson('/api/trpc/task.create', { post: {} });
  expect(seen).toEqual([undefined, userRow().id]);
});

import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { shellPath } from './pages.ts';
import { serviceWorker } from './service-worker.ts';
import { fakeWorker } from './testing/fake-worker.ts';
import type { FakeWorker } from './testing/fake-worker.ts';
import { workerScript } from './worker-script.ts';

const origin = 'https://tasks.example';
const asset = '/_next/static/chunks/a.js';
const facts = { version: '2', assets: [asset], shell: shellPath.source, locales: ['en', 'ru'] };
const shellIn = (locale: string, script = asset) =>
  `<html lang="${locale}"><script src="${script}"></script>`;

const langOf = (init?: RequestInit) => new Headers(init?.headers).get('accept-language') ?? 'xx';

let worker: FakeWorker;
/** What the server says of a path; a string is a page. */
let server: (path: string, init?: RequestInit) => Promise<Response>;

beforeEach(() => {
  server = (path, init) =>
    Promise.resolve(new Response(init ? shellIn(langOf(init)) : `of ${path}`));
  worker = fakeWorker(origin, (path, init) => server(path, init));
  serviceWorker(worker.scope, facts);
});
afterEach(() => {
  vi.useRealTimers();
});

const navigate = (path: string) => worker.fetch(path, { mode: 'navigate', clientId: 'page' });
const textOf = async (answer: Promise<Response> | null) => (await answer)?.text();

test.each([
  ['a call of the contract', '/api/trpc/account.me?batch=1', {}],
  ['the session', '/api/auth/session', {}],
  ['an export', '/api/export', { mode: 'navigate' }],
  ['an attached file', '/files/w/a/name.pdf', { mode: 'navigate' }],
  ['a preview', '/previews/w/a', {}],
  ['signing in', '/sign-in?next=/today', { mode: 'navigate' }],
  ['a link with a secret', '/reset', { mode: 'navigate' }],
  ['what does not exist', '/nowhere', { mode: 'navigate' }],
  ['the worker itself', '/sw.js', {}],
  ['a part of a view that is no page', '/today', { mode: 'cors' }],
  ['a write', asset, { method: 'POST' }],
  ['another site', 'https://other.example/_next/static/a.js', {}],
])('%s is left to the browser', async (_, path, over) => {
  await worker.install();
  const cache = await worker.scope.caches.open('cairn 2');
  await cache.put(path, new Response('kept'));
  expect(worker.fetch(path, over)).toBeNull();
});

test('a script of the build comes from the cache, and one of the build before does as well', async () => {
  const earlier = await worker.scope.caches.open('cairn 1');
  await earlier.put('/_next/static/chunks/old.js', new Response('old'));
  await worker.install();
  worker.asked.length = 0;
  expect(await textOf(worker.fetch(asset))).toBe(`of ${asset}`);
  expect(await textOf(worker.fetch('/_next/static/chunks/old.js'))).toBe('old');
  expect(worker.asked).toEqual([]);
  expect(await textOf(worker.fetch('/_next/static/chunks/b.js'))).toBe(
    'of /_next/static/chunks/b.js',
  );
});

test('the shell is asked for by nobody, in each language', async () => {
  const asked: (RequestInit | undefined)[] = [];
  const answer = server;
  server = (path, init) => {
    if (path === '/settings') asked.push(init);
    return answer(path, init);
  };
  await worker.install();
  expect(asked).toHaveLength(2);
  expect(asked).toEqual(asked.map(() => expect.objectContaining({ credentials: 'omit' })));
  expect(worker.skipped).toBe(true);
});

test.each([
  ['another build', (lang: string) => new Response(shellIn(lang, '/_next/static/chunks/new.js'))],
  ['another language', () => new Response(shellIn('de'))],
  ['a failure', (lang: string) => new Response(shellIn(lang), { status: 503 })],
  [
    'a sign-in of something in between',
    (lang: string) =>
      Object.defineProperty(new Response(shellIn(lang)), 'redirected', { value: true }),
  ],
])('a shell of %s is not kept, nor the version with it', async (_, answer) => {
  server = (_path, init) => Promise.resolve(answer(langOf(init)));
  await expect(worker.install()).rejects.toThrow(/is not of this build/);
  expect(worker.skipped).toBe(false);
});

test('a page comes from the network while that answers', async () => {
  await worker.install();
  expect(await textOf(navigate('/p/HOME'))).toBe('of /p/HOME');
});

test.each([
  ['cannot be reached', () => Promise.reject(new TypeError('Failed to fetch'))],
  ['is away behind its proxy', () => Promise.resolve(new Response('', { status: 502 }))],
])('where the server %s the kept shell is drawn', async (_, answer) => {
  await worker.install();
  server = answer;
  for (const path of ['/', '/today', '/p/HOME?view=board', '/t/HOME-1', '/w/0a1b2c/inbox'])
    expect(await textOf(navigate(path))).toBe(shellIn('en'));
});

test('what the server refuses it says itself', async () => {
  await worker.install();
  server = () => Promise.resolve(new Response('broken', { status: 500 }));
  expect(await textOf(navigate('/today'))).toBe('broken');
});

test('a silent server is waited for three seconds', async () => {
  await worker.install();
  vi.useFakeTimers();
  server = () => Promise.withResolvers<Response>().promise;
  const answer = textOf(navigate('/today'));
  await vi.advanceTimersByTimeAsync(2_999);
  expect(await Promise.race([answer, Promise.resolve('waiting')])).toBe('waiting');
  await vi.advanceTimersByTimeAsync(1);
  expect(await answer).toBe(shellIn('en'));
});

test('a browser that keeps its caches to itself holds up no page that the server answers', async () => {
  await worker.install();
  worker.scope.cookieStore = { get: () => Promise.withResolvers<null>().promise };
  expect(await textOf(navigate('/today'))).toBe('of /today');
});

test('without a kept shell the network alone counts', async () => {
  server = () => Promise.reject(new TypeError('Failed to fetch'));
  await expect(navigate('/today')).rejects.toThrow('Failed to fetch');
});

test('what is shared is drawn at once, and the server is not told', async () => {
  await worker.install();
  worker.asked.length = 0;
  expect(await textOf(navigate('/add?text=secret'))).toBe(shellIn('en'));
  expect(worker.asked).toEqual([]);
});

test.each([
  ['ru', ['en-GB'], 'ru'],
  ['xx', ['de', 'ru-RU', 'en'], 'ru'],
  [null, ['ru'], 'ru'],
  [null, ['de'], 'en'],
])('cookie %s and languages %j open the shell in %s', async (cookie, languages, locale) => {
  await worker.install();
  worker.speaks(cookie, languages);
  server = () => Promise.reject(new TypeError('Failed to fetch'));
  expect(await textOf(navigate('/today'))).toBe(shellIn(locale));
});

async function takeOver(pages: string[]): Promise<void> {
  await worker.scope.caches.open('cairn 1');
  worker.pages = pages;
  await worker.install();
  await worker.activate();
}
const versions = async () => (await worker.scope.caches.keys()).toSorted();

test('with no page open the version before goes at once', async () => {
  await takeOver([]);
  expect(await versions()).toEqual(['cairn 2']);
});

test('the version before stays for its pages, and goes with the last of them', async () => {
  await takeOver(['one', 'page']);
  expect(await versions()).toEqual(['cairn 1', 'cairn 2']);
  await navigate('/today');
  expect(await versions()).toEqual(['cairn 1', 'cairn 2']);
  // A page that came later needs nothing of it.
  worker.pages = ['page', 'later'];
  await navigate('/today');
  expect(await versions()).toEqual(['cairn 2']);
});

test('a version on its way is left alone', async () => {
  await takeOver([]);
  await worker.scope.caches.open('cairn 3');
  worker.scope.registration.installing = {};
  await navigate('/today');
  expect(await versions()).toEqual(['cairn 2', 'cairn 3']);
});

test('the worker stands as text that needs nothing else', async () => {
  const navigator = { languages: ['en'], userAgent: '' };
  runInNewContext(workerScript(facts), { self: { ...worker.scope, navigator }, URL, Response });
  await worker.install();
  expect(await textOf(worker.fetch(asset))).toBe(`of ${asset}`);
});

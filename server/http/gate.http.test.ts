import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createWorld } from '../testing/world.ts';
import type { World } from '../testing/world.ts';
import { fakeSite } from './testing/fake-site.ts';
import { head, serve, statusOf } from './testing/served.ts';
import type { Served } from './testing/served.ts';

let world: World;
let served: Served;
const site = fakeSite();

beforeAll(async () => {
  world = await createWorld();
  served = await serve(world.runtime, site);
});
afterAll(async () => {
  await served.close();
  await world.close();
});
beforeEach(() => {
  site.seen.length = 0;
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(served.origin + path, { headers, redirect: 'manual' });
const post = (path: string, init: { headers?: Record<string, string>; body?: string } = {}) =>
  fetch(served.origin + path, { method: 'POST', redirect: 'manual', ...init });

describe('framing', () => {
  test.each([
    ['a whole address as target', 'GET http://127.0.0.1/healthz HTTP/1.1', []],
    ['a target with two slashes', 'GET //healthz HTTP/1.1', []],
    ['a backslash', 'GET /\\healthz HTTP/1.1', []],
    ['a second host', 'GET /healthz HTTP/1.1', ['host: evil.example']],
    ['a second origin', 'GET /healthz HTTP/1.1', ['origin: http://a', 'origin: http://b']],
    ['two lengths', 'POST /api/trpc/x HTTP/1.1', ['content-length: 1', 'content-length: 2']],
    [
      'the same length twice',
      'POST /api/trpc/x HTTP/1.1',
      ['content-length: 0', 'content-length: 0'],
    ],
    [
      'length and coding',
      'POST /api/trpc/x HTTP/1.1',
      ['content-length: 5', 'transfer-encoding: chunked'],
    ],
    [
      'a coding that is not chunked',
      'POST /api/trpc/x HTTP/1.1',
      ['transfer-encoding: gzip, chunked'],
    ],
    [
      'chunks of HTTP/1.0',
      'POST /api/trpc/x HTTP/1.0',
      ['content-type: application/json', 'transfer-encoding: chunked'],
    ],
    ['a body on GET', 'GET /healthz HTTP/1.1', ['content-length: 5']],
    ['a folded header', 'GET /healthz HTTP/1.1', ['x: a', ' b']],
  ])('refuses %s', async (_, line, more) => {
    const answer = await served.raw(head(line, `host: ${served.host}`, ...more));
    expect(statusOf(answer)).toBe(400);
    expect(answer).toContain('"code":"BAD_REQUEST"');
    expect(site.seen).toEqual([]);
  });

  test('refuses HTTP/1.1 without a host', async () => {
    expect(statusOf(await served.raw(head('GET /healthz HTTP/1.1')))).toBe(400);
  });

  test('headers have an end', async () => {
    const answer = await served.raw(
      head('GET /healthz HTTP/1.1', `host: ${served.host}`, `x: ${'a'.repeat(43_000)}`),
    );
    expect(statusOf(answer)).toBe(431);
    const [, id] = /x-request-id: ([0-9a-f-]{36})\r/.exec(answer) ?? [];
    expect(answer).toContain(`"requestId":"${id}"`);
    expect(answer).toContain('cache-control: private, no-store');
  });

  test.each([98, 100, 150])('of %i headers and a host none is left out', async (count) => {
    const many = Array.from({ length: count }, (_, at) => `x-${at}: a`);
    const lines = [`host: ${served.host}`, ...many, 'transfer-encoding: chunked'];
    const answer = await served.raw(`${head('GET /healthz HTTP/1.1', ...lines)}0\r\n\r\n`);
    expect([400, 431]).toContain(statusOf(answer));
    expect(site.seen).toEqual([]);
  });

  test('an expectation that we cannot meet is refused as all else is', async () => {
    const lines = [`host: ${served.host}`, 'expect: the-moon'];
    const answer = await served.raw(head('GET /healthz HTTP/1.1', ...lines));
    expect(statusOf(answer)).toBe(417);
    expect(answer).toContain('x-content-type-options: nosniff');
    expect(answer).toMatch(/"requestId":"[0-9a-f-]{36}"/);
  });

  test('nothing is smuggled behind a refused request', async () => {
    const hidden = `GET /today HTTP/1.1\r\nhost: ${served.host}\r\n\r\n`;
    const answer = await served.raw(
      `POST /api/trpc/x HTTP/1.1\r\nhost: ${served.host}\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n${hidden}`,
    );
    expect(answer.match(/HTTP\/1\.1 \d/g)).toHaveLength(1);
    expect(site.seen).toEqual([]);
  });
});

describe('who we are', () => {
  test.each(['evil.example', 'localhost.evil.example', '8.8.8.8:3000'])(
    '%s is not us',
    async (host) => {
      const answer = await served.raw(
        head('GET /today HTTP/1.1', `host: ${host}`, 'accept: text/html'),
      );
      expect(statusOf(answer)).toBe(421);
      expect(answer).toContain('CAIRN_URL');
      expect(site.seen).toEqual([]);
    },
  );

  test('a host of the LAN is', async () => {
    const answer = await served.raw(head('GET /today HTTP/1.1', 'host: 192.168.1.7:3000'));
    expect(statusOf(answer)).toBe(200);
    expect(answer.toLowerCase()).not.toContain('cross-origin-opener-policy');
  });

  test('what a stranger says of forwarding never arrives; what we say does', async () => {
    await get('/today', {
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      'x-forwarded-for': '1.2.3.4',
      'x-forwarded-prefix': '/x',
      forwarded: 'host=evil.example',
      'x-real-ip': '1.2.3.4',
      'x-request-id': 'mine',
    });
    const headers = site.seen[0]?.headers ?? {};
    expect(headers).toMatchObject({
      host: served.host,
      'x-forwarded-host': served.host,
      'x-forwarded-proto': 'http',
      'x-forwarded-for': '127.0.0.1',
    });
    expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['forwarded']));
    expect(headers['x-forwarded-prefix']).toBeUndefined();
    expect(headers['x-real-ip']).toBeUndefined();
    expect(headers['x-request-id']).not.toBe('mine');
  });

  test('only the router of the page itself may speak as such, and only on GET', async () => {
    const sent = {
      rsc: '1',
      'next-router-state-tree': 'x',
      'next-url': '/today',
      'next-action': 'x',
      'x-middleware-subrequest': 'middleware',
      'x-nextjs-data': '1',
      'x-invoke-path': '/en',
      'x-matched-path': '/en',
    };
    await get('/today', sent);
    await fetch(`${served.origin}/today`, { method: 'HEAD', headers: sent });
    const [onGet, onHead] = site.seen.map(({ headers }) =>
      Object.keys(sent).filter((name) => headers[name] !== undefined),
    );
    expect(onGet).toEqual(['rsc', 'next-router-state-tree', 'next-url']);
    expect(onHead).toEqual([]);
  });
});

describe('pages', () => {
  test('reach Next as the static shell of a language', async () => {
    await get('/p/HOME?x=1', { 'accept-language': 'ru,en;q=0.5' });
    await get('/sign-in', { cookie: 'cairn.locale=en', 'accept-language': 'ru' });
    expect(site.seen.map(({ url }) => url)).toEqual(['/ru/project?x=1', '/en/sign-in']);
  });

  test('are never kept by anyone, and run only listed scripts', async () => {
    const answer = await get('/today', { accept: 'text/html' });
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect(answer.headers.get('vary')).toBe('rsc, Cookie, Accept-Language');
    const csp = answer.headers.get('content-security-policy') ?? '';
    expect(csp).toContain(
      "script-src 'self' 'sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=';",
    );
    expect(csp).toContain("frame-ancestors 'none'");
    expect(csp).not.toContain('unsafe');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('referrer-policy')).toBe('same-origin');
    expect(answer.headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(answer.headers.get('strict-transport-security')).toBeNull();
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect([...answer.headers.keys()].filter((name) => name.startsWith('x-nextjs'))).toEqual([]);
  });

  test('that do not exist are a page of their own with 404, to programs a line', async () => {
    const page = await get('/nowhere', { accept: 'text/html' });
    expect([page.status, await page.text()]).toEqual([404, '<p>page</p>']);
    const line = await get('/nowhere', { accept: '*/*' });
    expect(line.status).toBe(404);
    expect(await line.json()).toEqual({
      code: 'NOT_FOUND',
      message: expect.any(String),
      requestId: line.headers.get('x-request-id'),
    });
  });

  test.each([
    '/en',
    '/ru/sign-in',
    '/_next/image?url=%2Ficon.svg&w=64&q=75',
    '/_next/data/x.json',
    '/_next/static/../../package.json',
    '/api/other',
    '/api/auth/_log',
    '/api/auth/callback/github',
    '/package.json',
  ])('%s does not reach Next', async (path) => {
    const answer = await served.raw(head(`GET ${path} HTTP/1.1`, `host: ${served.host}`));
    expect(statusOf(answer)).toBe(404);
    expect(site.seen).toEqual([]);
  });

  test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('take no %s', async (method) => {
    const answer = await fetch(`${served.origin}/today`, { method });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect(site.seen).toEqual([]);
  });

  test('an upgrade is not followed', async () => {
    const answer = await served.raw(
      head(
        'GET /_next/hmr HTTP/1.1',
        `host: ${served.host}`,
        'upgrade: websocket',
        'connection: upgrade',
      ),
    );
    expect(statusOf(answer)).toBe(404);
  });

  test('files keep what Next says of them where their name changes with their content', async () => {
    expect((await get('/_next/static/chunks/a.js')).headers.get('cache-control')).toBe(
      's-maxage=31536000',
    );
    expect((await get('/icon.svg')).headers.get('cache-control')).toBe('public, max-age=3600');
  });

  test('the service worker is asked for anew each time, and may ask nobody but us', async () => {
    const answer = await get('/sw.js');
    expect(await answer.text()).toBe('worker();');
    const headers = Object.fromEntries(answer.headers);
    expect(headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'no-cache',
      'content-security-policy':
        "default-src 'none'; frame-ancestors 'none'; connect-src 'self'; img-src 'self'",
    });
    const again = await get('/sw.js', { 'if-none-match': headers['etag'] ?? '' });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect(site.seen).toEqual([]);
  });
});

describe('requests that change something', () => {
  const json = { 'content-type': 'application/json' };

  test('with a cookie need our origin', async () => {
    for (const origin of [
      undefined,
      'null',
      'http://evil.example',
      served.origin.replace('http', 'https'),
    ]) {
      const headers = { ...json, cookie: 'a=b', ...(origin !== undefined && { origin }) };
      const answer = await post('/api/trpc/account.register', { headers, body: '{}' });
      expect(answer.status).toBe(403);
      expect(await answer.text()).toContain(`Origin: ${served.origin}`);
    }
    const ours = await post('/api/trpc/account.register', {
      headers: { ...json, cookie: 'a=b', origin: served.origin },
      body: '{}',
    });
    expect(ours.status).toBe(400);
  });

  test.each([
    ['/api/trpc/account.register', 'text/plain'],
    ['/api/trpc/account.register', 'application/x-www-form-urlencoded'],
    ['/api/trpc/account.register', 'multipart/form-data; boundary=x'],
    ['/api/auth/signout', 'text/plain'],
    ['/api/uploads', 'application/json'],
    ['/api/uploads', 'multipart/form-data; boundary=x'],
  ])('%s does not take %s', async (path, type) => {
    expect((await post(path, { headers: { 'content-type': type }, body: 'x=1' })).status).toBe(415);
  });

  test('a body that announces too much is not waited for', async () => {
    const answer = await served.raw(
      head(
        'POST /api/trpc/task.create HTTP/1.1',
        `host: ${served.host}`,
        'content-type: application/json',
        `content-length: ${1024 * 1024 + 1}`,
      ),
    );
    expect(statusOf(answer)).toBe(413);
  });

  test('whoever sends it all the same sees the answer', async () => {
    const answer = await post('/api/trpc/task.create', {
      headers: json,
      body: JSON.stringify('a'.repeat(3_000_000)),
    });
    expect(answer.status).toBe(413);
  });

  test('a body that announces nothing is counted', async () => {
    const stream = new ReadableStream({
      start(controller) {
        for (let sent = 0; sent < 40; sent += 1) controller.enqueue(Buffer.alloc(64 * 1024, 0x20));
        controller.close();
      },
    });
    const init = { method: 'POST', headers: json, body: stream, duplex: 'half' };
    expect((await fetch(`${served.origin}/api/trpc/account.register`, init)).status).toBe(413);
  });

  test('nobody asks for a body before the head was judged', async () => {
    const lines = ['content-type: text/plain', 'content-length: 5', 'expect: 100-continue'];
    const answer = await served.raw(
      head('POST /api/trpc/task.create HTTP/1.1', `host: ${served.host}`, ...lines),
    );
    expect(statusOf(answer)).toBe(415);
    expect(answer).not.toContain('100 Continue');
  });
});

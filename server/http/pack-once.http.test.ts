import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createPackOnce } from './pack-once.ts';

const script = 'export const word = "молоко";\n'.repeat(200);
let packs = 0;
const packOnce = createPackOnce(async (body) => {
  packs += 1;
  return brotliCompressSync(body);
});
const seen: (string | undefined)[] = [];
const server = createServer((request, response) => {
  const { pathname: path } = new URL(request.url ?? '/', 'http://localhost');
  packOnce(request, response, path);
  seen.push(request.headers['accept-encoding']?.toString());
  response.setHeader('content-type', path === '/icon' ? 'image/png' : 'application/javascript');
  if (path !== '/anew') response.setHeader('etag', '"1"');
  response.setHeader('vary', 'rsc');
  if (path === '/small') return void response.end('1;');
  if (path === '/part') response.statusCode = 206;
  if (path === '/known') return void response.writeHead(304).end();
  response.setHeader('content-length', Buffer.byteLength(script));
  // As a file comes.
  response.write(script.slice(0, 1000));
  response.write(Buffer.from(script.slice(1000, 2000)));
  response.end(script.slice(2000));
});
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  packs = 0;
});

const url = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
const get = async (path: string, init: RequestInit = {}) => {
  const answer = await fetch(url(path), { headers: { 'accept-encoding': 'br' }, ...init });
  return { coding: answer.headers.get('content-encoding'), answer, text: await answer.text() };
};

test('a script is packed once, whoever asks and how many at once, and is what it was', async () => {
  const all = await Promise.all(Array.from({ length: 8 }, () => get('/script')));
  all.push(await get('/script'));
  for (const { coding, answer, text } of all) {
    expect([coding, text === script, answer.headers.get('vary')]).toEqual([
      'br',
      true,
      'rsc, Accept-Encoding',
    ]);
    expect(Number(answer.headers.get('content-length'))).toBe(brotliCompressSync(script).length);
  }
  expect(packs).toBe(1);
  expect(new Set(seen)).toEqual(new Set([undefined]));
  expect(brotliDecompressSync(brotliCompressSync(script)).toString()).toBe(script);
});

test.each(['/icon', '/anew', '/small', '/part', '/known'])('%s goes as it is', async (path) => {
  const { coding } = await get(path);
  expect([coding, packs]).toEqual([null, 0]);
});

test('so does what nobody would unpack, and a head alone', async () => {
  const plain = await get('/script', { headers: { 'accept-encoding': 'identity' } });
  expect([plain.coding, plain.text]).toEqual([null, script]);
  expect((await get('/script', { method: 'HEAD' })).coding).toBeNull();
  expect(packs).toBe(0);
});

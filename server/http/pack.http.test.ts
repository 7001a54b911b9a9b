import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pack } from './pack.ts';

const long = JSON.stringify(Array.from({ length: 500 }, (_, at) => ({ id: at, title: 'молоко' })));
const server = createServer((asked, response) => {
  pack(asked, response);
  response.setHeader('content-type', 'application/json');
  response.end(asked.url === '/long' ? long : '{"short":true}');
});
beforeAll(() => new Promise<void>((done) => void server.listen(0, '127.0.0.1', done)));
afterAll(() => new Promise<void>((done) => void server.close(() => done())));

function get(path: string, encoding?: string) {
  const { port } = server.address() as AddressInfo;
  const headers = encoding === undefined ? {} : { 'accept-encoding': encoding };
  return new Promise<{ encoding: string | undefined; vary: string | undefined; body: Buffer }>(
    (done, fail) => {
      request({ port, host: '127.0.0.1', path, headers }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () =>
          done({
            encoding: answer.headers['content-encoding'],
            vary: answer.headers.vary,
            body: Buffer.concat(chunks),
          }),
        );
      })
        .on('error', fail)
        .end();
    },
  );
}

test('a long answer is packed as the caller takes it, and says that it varies', async () => {
  const br = await get('/long', 'gzip, deflate, br');
  expect(br).toMatchObject({ encoding: 'br', vary: 'Accept-Encoding' });
  expect(brotliDecompressSync(br.body).toString()).toBe(long);
  expect(br.body.length).toBeLessThan(long.length / 4);
  const gzip = await get('/long', 'gzip');
  expect(gzip.encoding).toBe('gzip');
  expect(gunzipSync(gzip.body).toString()).toBe(long);
});

test('whoever takes nothing packed, and a short answer, get it plain', async () => {
  expect(await get('/long')).toMatchObject({ encoding: undefined, body: Buffer.from(long) });
  expect((await get('/long', 'identity')).encoding).toBeUndefined();
  expect((await get('/short', 'br')).encoding).toBeUndefined();
});

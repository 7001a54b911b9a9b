import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { codingOf, packNow } from './pack.ts';

test.each([
  [undefined, null],
  ['', null],
  ['identity', null],
  ['gzip, deflate, br', 'br'],
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip, deflate', 'gzip'],
  ['gzip', 'gzip'],
  ['BR', 'br'],
  ['deflate', null],
  ['*', 'br'],
  ['br;q=0, gzip', 'gzip'],
  ['br;q=0.5, gzip;q=0.8', 'gzip'],
  ['gzip, deflate, br;q=0.1', 'gzip'],
  ['gzip;q=0, *;q=0', null],
  ['identity, gzip;q=0.5', null],
] as const)('of "%s" the coding is %s', (accept, coding) => {
  expect(codingOf(accept)).toBe(coding);
});

test('a long body is packed to a part of itself, and comes out as it was', async () => {
  const long = Buffer.from(
    JSON.stringify(Array.from({ length: 500 }, (_, at) => ({ id: at, title: 'молоко' }))),
  );
  const [br, gzip] = [await packNow(long, 'br'), await packNow(long, 'gzip')];
  expect(brotliDecompressSync(br)).toEqual(long);
  expect(gunzipSync(gzip)).toEqual(long);
  expect(Math.max(br.length, gzip.length)).toBeLessThan(long.length / 4);
});

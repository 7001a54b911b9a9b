import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openPushService } from '../push/testing/push-endpoint.ts';
import type { PushService } from '../push/testing/push-endpoint.ts';
import { openPoster } from './outgoing.ts';

let service: PushService;
beforeAll(async () => {
  service = await openPushService();
});
beforeEach(() => {
  service.came = [];
  service.answers = () => 201;
});
afterAll(() => service.close());

const message = { headers: { ttl: '60' }, body: Buffer.from('sealed') };
const portOf = () => new URL(service.origin).port;

test('a message goes out whole, and the head of the answer comes back', async () => {
  service.answers = () => ({ status: 429, headers: { 'retry-after': '7' } });
  const answer = await service.poster.post(`${service.origin}/one?two`, message);
  expect(answer).toEqual({ status: 429, retryAfter: '7' });
  expect(service.came).toMatchObject([
    { path: '/one?two', headers: { ttl: '60', 'content-length': '6' } },
  ]);
  expect(service.came[0]?.body.toString()).toBe('sealed');
});

test('nobody is followed elsewhere', async () => {
  service.answers = () => ({ status: 307, headers: { location: `${service.origin}/elsewhere` } });
  expect(await service.poster.post(service.origin, message)).toMatchObject({ status: 307 });
  expect(service.came).toHaveLength(1);
});

test.each([
  ['a name that leads to this machine', () => service.origin],
  ['its address', () => `https://127.0.0.1:${portOf()}`],
  ['its address as one number', () => `https://2130706433:${portOf()}`],
  ['its address in IPv6', () => `https://[::1]:${portOf()}`],
  ['one wrapped into IPv6', () => `https://[::ffff:127.0.0.1]:${portOf()}`],
])('%s is not connected to', async (_, url) => {
  await expect(service.guarded.post(url(), message)).rejects.toThrow('no public one');
  expect(service.came).toEqual([]);
});

test('nothing is sent without TLS, nor to whom nobody vouches for', async () => {
  const plain = service.origin.replace('https', 'http');
  await expect(service.poster.post(plain, message)).rejects.toThrow('no public one');
  const stranger = openPoster({ isAllowed: () => true });
  await expect(stranger.post(service.origin, message)).rejects.toMatchObject({
    code: expect.stringMatching(/CERT|SIGNATURE/),
  });
  expect(service.came).toEqual([]);
});

test('a connection that breaks before the answer is a failure', async () => {
  service.answers = () => 'break';
  await expect(service.poster.post(service.origin, message)).rejects.toThrow(
    /socket hang up|ECONN/,
  );
  expect(service.came).toHaveLength(1);
});

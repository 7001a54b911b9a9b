import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';
import { usualPatience } from './patience.ts';
import { head, serve, statusOf } from './testing/served.ts';
import type { Served } from './testing/served.ts';

let world: World;
let person: Person;
let served: Served;
const calls = { most: 2, mostLate: 2, wait: 60_000, lag: 60_000 };
beforeAll(async () => {
  world = await createWorld({ max: 2 });
  person = await world.person();
  served = await serve(world.runtime, null, { ...usualPatience, calls });
});
afterAll(async () => {
  await served.close();
  await world.close();
});

const call = () =>
  fetch(`${served.origin}/api/trpc/account.me`, {
    headers: { cookie: `cairn.session=${person.session}` },
  });

/** Takes every connection to Postgres, so that calls stay at work until they are given back. */
async function hold(): Promise<() => void> {
  const { pool } = world.runtime;
  const kept = [await pool.connect(), await pool.connect()];
  return () => kept.forEach((client) => client.release());
}

test('a call too many is turned away at once, before its body; health answers; then all goes on', async () => {
  const release = await hold();
  const held = [call(), call()];
  await expect.poll(() => world.runtime.pool.waitingCount).toBe(2);

  const refused = await call();
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
  expect(await refused.json()).toMatchObject({
    error: {
      code: -32603,
      message: expect.stringMatching(/busy/),
      data: {
        code: 'SERVICE_UNAVAILABLE',
        httpStatus: 503,
        requestId: refused.headers.get('x-request-id'),
      },
    },
  });
  expect(refused.headers.get('cache-control')).toBe('private, no-store');
  const lines = ['content-type: application/json', 'content-length: 1000', 'expect: 100-continue'];
  const answer = await served.raw(
    head('POST /api/trpc/task.create HTTP/1.1', `host: ${served.host}`, ...lines),
  );
  expect(statusOf(answer)).toBe(503);
  expect(answer).not.toContain('100 Continue');
  expect(world.runtime.pool.waitingCount).toBe(2);
  expect((await fetch(`${served.origin}/healthz`)).status).toBe(200);

  release();
  expect((await Promise.all(held)).map(({ status }) => status)).toEqual([200, 200]);
  expect((await call()).status).toBe(200);
});

test('who keeps their body back takes nobody’s place, and who leaves gives theirs back', async () => {
  const headers = { 'content-type': 'application/json', 'content-length': '20' };
  const url = `${served.origin}/api/trpc/task.create`;
  const slow = [1, 2, 3].map(() => request(url, { method: 'POST', headers }));
  for (const one of slow) {
    one.on('error', () => undefined);
    one.flushHeaders();
  }
  await expect
    .poll(() => new Promise((done) => served.gate.server.getConnections((_, count) => done(count))))
    .toBeGreaterThanOrEqual(3);
  expect((await call()).status).toBe(200);

  const release = await hold();
  const leaving = new AbortController();
  const left = [1, 2].map(() =>
    fetch(`${served.origin}/api/trpc/account.me`, {
      headers: { cookie: `cairn.session=${person.session}` },
      signal: leaving.signal,
    }),
  );
  await expect.poll(async () => (await fetch(`${served.origin}/api/trpc/x`)).status).toBe(503);
  leaving.abort();
  await Promise.allSettled(left);
  await expect.poll(async () => (await fetch(`${served.origin}/api/trpc/x`)).status).toBe(404);
  release();
  for (const one of slow) one.destroy();
});

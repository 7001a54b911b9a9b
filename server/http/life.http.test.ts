import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { createPool } from '../../db/client.ts';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadEnv } from '../platform/env.ts';
import type { Runtime } from '../platform/runtime.ts';
import { createWorld } from '../testing/world.ts';
import type { World } from '../testing/world.ts';
import { fakeSite } from './testing/fake-site.ts';
import { head, serve, statusOf } from './testing/served.ts';
import type { Served } from './testing/served.ts';

let world: World;
const opened: Served[] = [];
beforeAll(async () => {
  world = await createWorld();
});
afterAll(async () => {
  await Promise.all(opened.map((served) => served.close()));
  await world.close();
});

async function open(over: Partial<Runtime> = {}, site = fakeSite()): Promise<Served> {
  const served = await serve({ ...world.runtime, ...over }, site);
  opened.push(served);
  return served;
}

const configured = (source: Record<string, string>) => ({
  env: loadEnv({ NODE_ENV: 'test', ...source }),
});

describe('health', () => {
  test('alive and ready', async () => {
    const { origin } = await open();
    for (const path of ['/healthz', '/readyz']) {
      const answer = await fetch(origin + path);
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([
        200,
        'private, no-store',
      ]);
    }
  });

  test('alive but not ready where Postgres is away, and the rest says so', async () => {
    const pool = createPool('postgres://nobody@127.0.0.1:1/none', { max: 1 });
    const { origin } = await open({ pool });
    expect((await fetch(`${origin}/healthz`)).status).toBe(200);
    expect((await fetch(`${origin}/readyz`)).status).toBe(503);
    await pool.end();
  });

  test('not ready where Postgres accepts and never answers; probes do not pile up', async () => {
    const { createServer } = await import('node:net');
    const reached: Socket[] = [];
    const mute = createServer((socket) => reached.push(socket)).listen(0, '127.0.0.1');
    await once(mute, 'listening');
    const { port } = mute.address() as { port: number };
    const pool = createPool(`postgres://nobody@127.0.0.1:${port}/none`, {
      max: 2,
      connectTimeout: 60_000,
    });
    const { origin } = await open({ pool });
    const answers = await Promise.all(Array.from({ length: 20 }, () => fetch(`${origin}/readyz`)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
    expect(pool.totalCount + pool.waitingCount).toBe(1);
    for (const socket of reached) socket.destroy();
    mute.close();
    await pool.end();
  });
});

describe('with CAIRN_URL', () => {
  test('only its host is served, over https to every browser; probes come by any near name', async () => {
    const served = await open(configured({ CAIRN_URL: 'https://tasks.example.org' }));
    const ask = (path: string, host: string) =>
      served.raw(head(`GET ${path} HTTP/1.1`, `host: ${host}`, 'accept: text/html'));
    const page = await ask('/today', 'tasks.example.org');
    expect(statusOf(page)).toBe(200);
    expect(page).toContain('strict-transport-security: max-age=31536000');
    expect(statusOf(await ask('/today', served.host))).toBe(421);
    expect(statusOf(await ask('/healthz', served.host))).toBe(200);
    expect(statusOf(await ask('/readyz', '10.42.0.9:3000'))).toBe(200);
    expect(statusOf(await ask('/healthz', 'evil.example'))).toBe(421);
  });
});

describe('behind a listed proxy', () => {
  test('its word counts: https, the name, the caller', async () => {
    const site = fakeSite();
    const served = await open(
      configured({ CAIRN_PROXIES: '127.0.0.1', CAIRN_HOSTS: 'tasks.example.org' }),
      site,
    );
    const forwarded = {
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'tasks.example.org',
      'x-forwarded-for': '9.9.9.9, 203.0.113.7',
    };
    const answer = await fetch(`${served.origin}/today`, { headers: forwarded });
    expect(answer.headers.get('strict-transport-security')).not.toBeNull();
    expect(site.seen[0]?.headers).toMatchObject({
      host: 'tasks.example.org',
      'x-forwarded-proto': 'https',
      'x-forwarded-for': '203.0.113.7',
    });
    expect(
      (
        await fetch(`${served.origin}/today`, {
          headers: { ...forwarded, 'x-forwarded-host': 'evil.example' },
        })
      ).status,
    ).toBe(421);
  });
});

test('a proxy that is not listed is told of once, a listed one never', async () => {
  const lines: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
  const headers = { 'x-forwarded-for': '203.0.113.7' };
  const listed = await open({ ...configured({ CAIRN_PROXIES: '127.0.0.1' }), log });
  await fetch(`${listed.origin}/healthz`, { headers });
  expect(lines).toEqual([]);
  const { origin } = await open({ log });
  await fetch(`${origin}/healthz`);
  expect(lines).toEqual([]);
  for (let asked = 0; asked < 3; asked += 1) await fetch(`${origin}/healthz`, { headers });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/127\.0\.0\.1.*CAIRN_PROXIES/);
});

describe('an end', () => {
  test('lets what runs finish, takes nothing new, and waits for no idle connection', async () => {
    const gateOpens = Promise.withResolvers<void>();
    const started = Promise.withResolvers<void>();
    const site = fakeSite({
      handle: async (_, response) => {
        started.resolve();
        await gateOpens.promise;
        response.end('done');
      },
    });
    const served = await serve(world.runtime, site);
    const { port } = new URL(served.origin);
    const idle = connect(Number(port), '127.0.0.1');
    await once(idle, 'connect');
    idle.write(`GET /healthz HTTP/1.1\r\nhost: ${served.host}\r\n\r\n`);
    await once(idle, 'data');
    const running = fetch(`${served.origin}/today`);
    await started.promise;
    const drained = served.gate.drain();
    await once(idle, 'close');
    await expect(fetch(`${served.origin}/healthz`)).rejects.toThrow('fetch failed');
    gateOpens.resolve();
    expect(await (await running).text()).toBe('done');
    await drained;
  });
});

test('a fault behind the gate is told without its text, and the connection lives on', async () => {
  const { origin } = await open(
    {},
    fakeSite({ handle: () => Promise.reject(new Error('secret detail')) }),
  );
  const answer = await fetch(`${origin}/today`);
  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toContain('secret detail');
});

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { blindGlance } from '../cache/glance.ts';
import { createClock } from '../platform/clock.ts';
import type { Runtime } from '../platform/runtime.ts';
import { createTrpcHandler } from './http.ts';
import type { TrpcVisit } from './http.ts';
import type { FindReady } from './wire/ready.ts';
import { testRouter } from './wire/testing/test-router.ts';

const warn = vi.fn();
let close = () => undefined as void;
afterEach(() => close());

/** The handler alone, over a router of the test's own. @returns what it answers to one call */
async function ask(ready: FindReady<TrpcVisit>) {
  const runtime = { log: { warn }, clock: createClock() } as unknown as Runtime;
  const handle = createTrpcHandler(runtime, testRouter, ready);
  const server = createServer((request, response) => {
    const place = { origin: 'http://localhost', address: '127.0.0.1', secure: false };
    const caller = { principal: { kind: 'anonymous' }, person: null, glance: blindGlance } as const;
    const asking = { glance: blindGlance, key: null, find: async () => caller };
    void handle({ request, response, requestId: 'r', head: [], place, asking });
  }).listen(0, '127.0.0.1');
  close = () => void server.close();
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}/api/trpc/none`);
  return { status: answer.status, text: await answer.text() };
}

const data = (text: string) => `{"result":{"data":"${text}"}}`;

test('an answer that lies ready needs no procedure', async () => {
  const ready = () => ({ body: Buffer.from(data('kept')) });
  expect(await ask(ready)).toEqual({ status: 200, text: data('kept') });
});

test.each<[string, FindReady<TrpcVisit>]>([
  [
    'throws',
    () => {
      throw new Error('away');
    },
  ],
  ['rejects', () => Promise.reject(new Error('away'))],
])('where finding one %s, the call is worked on, and it is written down', async (_, ready) => {
  warn.mockClear();
  expect(await ask(ready)).toEqual({ status: 200, text: data('plain') });
  expect(warn).toHaveBeenCalledOnce();
});

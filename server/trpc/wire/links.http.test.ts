import {
  createTRPCClient,
  httpBatchLink,
  httpBatchStreamLink,
  httpLink,
  httpSubscriptionLink,
  splitLink,
} from '@trpc/client';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { plantBug } from '../../platform/bugs.ts';
import { ours, prefix, stock } from './testing/both.ts';
import type { Side } from './testing/both.ts';
import { createEventSource } from './testing/event-source.ts';
import { testRouter } from './testing/test-router.ts';
import type { TestRouter } from './testing/test-router.ts';

let own: Side;
let theirs: Side;
beforeAll(async () => {
  own = await ours(testRouter);
  theirs = await stock(testRouter);
});
afterEach(() => plantBug(null));
afterAll(() => Promise.all([own.close(), theirs.close()]));

const links = { httpLink, httpBatchLink, httpBatchStreamLink };
const clientOf = (name: keyof typeof links) =>
  createTRPCClient<TestRouter>({ links: [links[name]({ url: own.url })] });

describe.each(['httpLink', 'httpBatchLink', 'httpBatchStreamLink'] as const)('%s', (name) => {
  test('calls, several at once, each with its answer or its error', async () => {
    const client = clientOf(name);
    const [echo, late, set, fail] = await Promise.allSettled([
      client.echo.query({ text: 'молоко' }),
      client.late.query([1]),
      client.set.mutate({ n: 1 }),
      client.fail.query({ code: 'CONFLICT' }),
    ]);
    expect(echo).toMatchObject({ value: { input: { text: 'молоко' } } });
    expect(late).toMatchObject({ value: [1] });
    expect(set).toMatchObject({ value: { set: { n: 1 } } });
    expect(fail).toMatchObject({ reason: { data: { code: 'CONFLICT', httpStatus: 409 } } });
  });
});

test('what comes bit by bit comes so, and ends with its error', async () => {
  const client = clientOf('httpBatchStreamLink');
  const rows: unknown[] = [];
  for await (const row of await client.stream.rows.query()) rows.push(row);
  expect(rows).toEqual([{ row: 1 }, { row: 2 }]);
  const parts = await client.stream.parts.query();
  expect(parts.now).toBe(1);
  expect(await (await parts.soon).deep).toBeUndefined();
  const failing = async () => {
    for await (const one of await client.stream.fails.query()) expect(one).toBe(1);
  };
  await expect(failing()).rejects.toMatchObject({ data: { code: 'CONFLICT' } });
});

const subscriber = (connectionParams?: Record<string, string>) =>
  createTRPCClient<TestRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: httpSubscriptionLink({
          url: own.url,
          EventSource: createEventSource(),
          ...(connectionParams ? { connectionParams } : {}),
        }),
        false: httpLink({ url: own.url }),
      }),
    ],
  });

test('a subscription brings its events, from where it had come to, and ends', async () => {
  const came: unknown[] = [];
  await new Promise<void>((resolve, reject) => {
    subscriber({ token: 'x' }).events.count.subscribe(
      { lastEventId: '1' },
      { onData: (data) => came.push(data), onError: reject, onComplete: resolve },
    );
  });
  expect(came).toEqual([{ id: '2', data: { n: 2 } }, { id: '3', data: { n: 3 } }, 'untracked']);
});

test('a subscription that fails says so', async () => {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  subscriber().events.strict.subscribe({ n: 'x' as never }, { onError: resolve });
  expect(await promise).toMatchObject({ data: { code: 'BAD_REQUEST' } });
});

const heads = { json: {}, lines: { 'trpc-accept': 'application/jsonl' } };
const leaving: [string, string, Record<string, string>, (came: string) => boolean][] = [
  ['a call', 'wait', heads.json, () => true],
  ['a call of a batch', 'none,wait?batch=1', heads.json, () => true],
  [
    'lines that go on',
    'stream.wait,none?batch=1',
    heads.lines,
    (came: string) => came.includes('first'),
  ],
  ['events', 'events.wait', heads.json, (came: string) => came.includes('first')],
];

describe('whoever goes away ends what runs for them', () => {
  const leave = async (side: Side, at: (typeof leaving)[number]) => {
    const [, path, headers, seen] = at;
    side.heard.length = 0;
    const sent = { method: 'GET', target: prefix + path, headers, body: null };
    await side.leave(sent, (came, heard) => heard.includes('started') && seen(came));
  };

  test.each(leaving)('%s, as with the stock adapter', async (...at) => {
    for (const side of [theirs, own]) {
      await leave(side, at);
      await expect.poll(() => side.heard).toEqual(['started', 'aborted']);
    }
  });

  test('and a server that does not hear it is seen', async () => {
    plantBug('abort-unheard');
    await leave(own, leaving[0]!);
    await own.send({ method: 'GET', target: `${prefix}late`, headers: {}, body: null });
    expect(own.heard).toEqual(['started']);
  });

  test('a body that stays away runs nothing', async () => {
    own.heard.length = 0;
    const headers = { 'content-type': 'application/json', 'content-length': '20' };
    const sent = { method: 'POST', target: `${prefix}set`, headers, body: Buffer.from('{"n":') };
    let looked = 0;
    await own.leave(sent, () => (looked += 1) > 5);
    expect(own.heard).toEqual([]);
  });
});

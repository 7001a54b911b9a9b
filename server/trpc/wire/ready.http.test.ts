import { TRPCError } from '@trpc/server';
import { afterEach, expect, test } from 'vitest';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { ours, prefix } from './testing/both.ts';
import type { Side } from './testing/both.ts';
import type { FindReady, Ready, ReadyCall } from './ready.ts';
import { testRouter } from './testing/test-router.ts';
import type { WireVisit } from './wire.ts';

let side: Side | null = null;
afterEach(() => side?.close());

const body = Buffer.from('{"result":{"data":"ready"}}');
const asked: ReadyCall[] = [];

async function open(ready: FindReady<WireVisit>) {
  asked.length = 0;
  side = await ours(testRouter, (call, visit) => {
    asked.push(call);
    return ready(call, visit);
  });
  return side;
}
const only =
  (path: string, found: Ready = { body }): FindReady<WireVisit> =>
  (call) =>
    call.path === path ? Promise.resolve(found) : null;
const get = (path: string, headers: Record<string, string> = {}) =>
  side!.send({ method: 'GET', target: prefix + path, headers, body: null });

test('bytes that lie ready are the answer, whole and with their length', async () => {
  await open(only('echo'));
  const answer = await get('echo?input=%7B%22a%22%3A1%7D');
  expect(answer).toMatchObject({ status: 200, body: body.toString() });
  expect(answer.headers).toMatchObject({
    'content-length': String(body.length),
    'content-type': 'application/json',
  });
  expect(asked).toEqual([{ path: 'echo', input: '{"a":1}' }]);
});

test('in a batch they stand among what ran, in order, and the status is of all', async () => {
  await open(only('echo'));
  const input = encodeURIComponent('{"0": 1, "2": {"b": [2]}}');
  const answer = await get(`echo,none,echo,fail?batch=1&input=${input}`);
  expect(answer.status).toBe(207);
  const [one, other, third, failed] = JSON.parse(answer.body) as object[];
  expect([one, other, third]).toEqual([
    { result: { data: 'ready' } },
    { result: { data: 'plain' } },
    { result: { data: 'ready' } },
  ]);
  expect(failed).toMatchObject({ error: { data: { code: 'BAD_REQUEST' } } });
  expect(asked.map(({ input: text }) => text)).toEqual(['1', undefined, '{"b":[2]}', undefined]);
});

test('a query that failed on the way there is not run again: that is its answer, alone and in a batch', async () => {
  const error = new TRPCError({ code: 'NOT_FOUND', message: 'It was looked for.' });
  await open(({ path }) => (path === 'echo' ? { error } : null));
  const told = { message: 'It was looked for.', data: { code: 'NOT_FOUND', path: 'echo' } };
  const alone = await get('echo?input=1');
  expect([alone.status, JSON.parse(alone.body)]).toMatchObject([404, { error: told }]);
  const batch = await get('none,echo?batch=1&input={}');
  expect([batch.status, JSON.parse(batch.body)]).toMatchObject([
    207,
    [{ result: { data: 'plain' } }, { error: told }],
  ]);
});

test('a batch of such alone makes no context', async () => {
  await open(only('echo'));
  const answer = await get('echo,echo?batch=1&input={}', { 'x-refuse': 'no context' });
  expect(answer).toMatchObject({ status: 200, body: `[${String(body)},${String(body)}]` });
});

test('it is not asked for what is no query by GET alone, and null goes the long way', async () => {
  await open(() => null);
  const json = { 'content-type': 'application/json' };
  const set = {
    method: 'POST',
    target: `${prefix}set`,
    headers: json,
    body: Buffer.from('{"n":1}'),
  };
  expect((await side!.send(set)).status).toBe(200);
  expect((await get('events.count')).status).toBe(200);
  expect((await get('unknown')).status).toBe(404);
  expect((await get('echo,set?batch=1')).status).toBe(400);
  expect((await get('echo,late?batch=1&input={')).status).toBe(400);
  expect((await get('none?batch=1', { accept: 'application/jsonl' })).status).toBe(200);
  expect(asked).toEqual([]);
  expect((await get('none')).body).toBe('{"result":{"data":"plain"}}');
  expect(asked).toEqual([{ path: 'none', input: undefined }]);
});

test('the packed form goes to who takes it', async () => {
  const br = brotliCompressSync(body);
  await open(only('echo', { body, br }));
  const target = { method: 'GET', target: `${prefix}echo`, body: null };
  const answer = await fetch(`${side!.url}/echo`, { headers: { 'accept-encoding': 'br' } });
  expect(answer.headers.get('content-encoding')).toBe('br');
  expect(answer.headers.get('content-length')).toBe(String(br.length));
  expect(answer.headers.get('vary')).toContain('accept-encoding');
  expect(await answer.text()).toBe(brotliDecompressSync(br).toString());
  const gzip = await side!.send({ ...target, headers: { 'accept-encoding': 'gzip' } });
  expect(gzip.headers['content-encoding']).toBeUndefined();
  expect(gzip.body).toBe(String(body));
});

test('a program that knows the answer is told that it has not changed', async () => {
  await open(only('echo', { body, etag: '"7"' }));
  expect((await get('echo')).headers.etag).toBe('"7"');
  const known = await get('echo', { 'if-none-match': '"6", "7"' });
  expect(known).toMatchObject({ status: 304, body: '' });
  expect((await get('echo', { 'if-none-match': '"8"' })).status).toBe(200);
});

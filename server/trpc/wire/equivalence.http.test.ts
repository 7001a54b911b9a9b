import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { plantBug } from '../../platform/bugs.ts';
import { ours, prefix, stock } from './testing/both.ts';
import type { Got, Sent, Side } from './testing/both.ts';
import { requests } from './testing/requests.ts';
import { testRouter } from './testing/test-router.ts';

const numRuns = process.env['LONG'] === '1' ? 30_000 : 600;

let theirs: Side;
let own: Side;
beforeAll(async () => {
  theirs = await stock(testRouter);
  own = await ours(testRouter);
});
afterEach(() => plantBug(null));
afterAll(() => Promise.all([theirs.close(), own.close()]));

/** What is compared of an answer. */
type Told = {
  status: number;
  headers: Record<string, unknown>;
  body: string;
};

/** Where ours differs on purpose: when, why, and what it says in place of the stock adapter's answer. */
const differences: {
  why: string;
  when: (sent: Sent, told: Told) => boolean;
  mended: (told: Told, sent: Sent) => Told;
}[] = [
  {
    why: 'A refusal before its calls were known is JSON, and says so: stock calls it text.',
    when: (_, { headers }) => String(headers['content-type']).startsWith('text/plain'),
    mended: (told) => ({
      ...told,
      headers: { ...told.headers, 'content-type': 'application/json' },
    }),
  },
  {
    why: 'A path that is no UTF-8 is quoted as it was sent, not as a URL writes it.',
    when: (_, { body }) => body.includes('Invalid URL-encoding in path'),
    mended: (told, { target }) => {
      const path = target.slice(prefix.length).split('?', 1)[0] ?? '';
      const { error } = JSON.parse(told.body) as { error: object };
      const message = `Invalid URL-encoding in path "${path}"`;
      return { ...told, body: JSON.stringify({ error: { ...error, message } }) };
    },
  },
  {
    why: 'Where one answer that is no JSON fails a batch, stock keeps the headers of errors that it tells no more.',
    when: ({ target }, { status, body }) =>
      status === 500 && body.startsWith('{"error":') && /[/,]big\b/.test(target),
    mended: (told) => ({ ...told, headers: { ...told.headers, 'retry-after': undefined } }),
  },
  {
    why: 'Calls are JSON here: forms and bytes are refused by their type, and not read first.',
    when: ({ headers }, { body }) =>
      /^(multipart|application\/octet)/.test(headers['content-type'] ?? '') &&
      !body.includes('Invalid URL-encoding in path'),
    mended: ({ headers }, sent) => ({
      status: 415,
      headers: { ...headers, 'content-type': 'application/json', 'retry-after': undefined },
      body: JSON.stringify({
        error: {
          message: `Unsupported content-type "${sent.headers['content-type']}`,
          code: -32015,
          data: { code: 'UNSUPPORTED_MEDIA_TYPE', httpStatus: 415, type: 'unknown', who: null },
        },
      }),
    }),
  },
];

const compared = [
  'content-type',
  'cache-control',
  'retry-after',
  'x-accel-buffering',
  'allow',
  'etag',
];

function toldOf({ status, headers, body }: Got): Told {
  const inLines = body.startsWith('{"0":');
  return {
    status,
    headers: Object.fromEntries(compared.map((name) => [name, headers[name]])),
    // Lines after the first come as their parts do.
    body: inLines
      ? [body.split('\n', 1)[0], ...body.split('\n').slice(1).toSorted()].join('\n')
      : body,
  };
}

const varies = ({ headers }: Got) =>
  new Set(
    String(headers.vary ?? '')
      .split(', ')
      .filter((name) => name !== '' && name !== 'accept-encoding'),
  );

async function compare(sent: Sent): Promise<void> {
  const [one, other] = await Promise.all([theirs.send(sent), own.send(sent)]);
  const wanted = differences
    .filter(({ when }) => when(sent, toldOf(one)))
    .reduce((told, { mended }) => mended(told, sent), toldOf(one));
  expect(toldOf(other)).toEqual(wanted);
  // Ours varies by how it is packed as well.
  if (other.status !== 0) expect(varies(other)).toEqual(varies(one));
}

const property = () => fc.asyncProperty(requests, compare);

test('the same request has the same answer from both adapters', async () => {
  await fc.assert(property(), { numRuns });
}, 600_000);

test.each(['batch-order-lost', 'status-of-first', 'index-shifted'] as const)(
  'and a planted bug, %s, is seen',
  async (name) => {
    plantBug(name);
    await expect(fc.assert(property(), { numRuns: 3000, endOnFailure: true })).rejects.toThrow(
      /Property failed/,
    );
  },
);

test('dots in a path are no steps: stock resolves them, and so reaches what the address does not name', async () => {
  const sent = { method: 'GET', target: `${prefix}x/../none`, headers: {}, body: null };
  expect((await theirs.send(sent)).status).toBe(200);
  expect((await own.send(sent)).status).toBe(404);
});

test('lines that cannot go on are cut off: stock ends them as if they were whole', async () => {
  const headers = { 'trpc-accept': 'application/jsonl' };
  const sent = { method: 'GET', target: `${prefix}big?batch=1`, headers, body: null };
  expect(await theirs.send(sent)).toMatchObject({ status: 200 });
  expect(await own.send(sent)).toMatchObject({ body: 'cut off' });
});

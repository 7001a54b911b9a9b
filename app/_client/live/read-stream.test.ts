import { afterEach, expect, test, vi } from 'vitest';
import { store } from '../store/page-store.ts';
import { userRow, workspaceId } from '../testing/rows.ts';
import { readStream } from './read-stream.ts';

afterEach(() => vi.unstubAllGlobals());

const encode = (text: string) => new TextEncoder().encode(text);

/** Answers the next request. @returns what was asked */
function answer(response: Response): RequestInit[] {
  const asked: RequestInit[] = [];
  vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
    asked.push(init);
    return Promise.resolve(response);
  });
  return asked;
}

function streamOf(pieces: readonly Uint8Array[], breaks = false): Response {
  const left = [...pieces];
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const next = left.shift();
      if (next) controller.enqueue(next);
      else if (breaks) controller.error(new TypeError('network'));
      else controller.close();
    },
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } });
}

async function listen(cursor?: string) {
  const heard: string[] = [];
  let signs = 0;
  const reading = readStream({
    cursor,
    signal: new AbortController().signal,
    onEvent: (event, after) => void heard.push(`${event.kind} ${after}`),
    onSign: () => void (signs += 1),
  });
  const error = await reading.catch((cause: unknown) => cause);
  return { heard, signs, error };
}

test('it says whose page asks and where it stands, and tells events with the cursor after them', async () => {
  store.put('users', [userRow()]);
  const reset = JSON.stringify({ kind: 'reset', workspaceId });
  const asked = answer(
    streamOf([
      encode('event: connected\ndata: {}\n\n\nda'),
      encode(`ta: ${reset}\nid: b\n\n\nevent: ping\ndata: \n\n\n`),
      encode('data: {"kind":"ready"}\nid: c\n\n\nevent: return\ndata: \n\n\n'),
    ]),
  );
  const { heard, signs, error } = await listen('a');
  expect(heard).toEqual(['reset b', 'ready c']);
  expect(signs).toBe(5);
  expect(error).toBeUndefined();
  expect(asked[0]?.headers).toMatchObject({ 'last-event-id': 'a', 'x-cairn-user': userRow().id });
});

test('a refusal is told with its code, before the stream or within it', async () => {
  const refused = { error: { message: 'no', code: -32_001, data: { code: 'UNAUTHORIZED' } } };
  answer(Response.json(refused, { status: 401, headers: { 'retry-after': '7' } }));
  expect((await listen()).error).toMatchObject({ code: 'UNAUTHORIZED', retryAfter: 7 });
  answer(streamOf([encode(`event: serialized-error\ndata: ${JSON.stringify(refused.error)}\n\n`)]));
  expect((await listen()).error).toMatchObject({ code: 'UNAUTHORIZED' });
});

test('what breaks, or is no stream of ours, is no answer', async () => {
  answer(streamOf([encode('event: connected\ndata: {}\n\n')], true));
  expect((await listen()).error).toMatchObject({ code: 'UNREACHABLE' });
  answer(new Response('<html>', { headers: { 'content-type': 'text/html' } }));
  expect((await listen()).error).toMatchObject({ code: 'UNREACHABLE' });
});

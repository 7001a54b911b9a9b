import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSseReader } from './sse.ts';
import type { Message } from './sse.ts';

/** Reads bytes that come in pieces, as they come over the wire. */
function readIn(pieces: readonly Uint8Array[]): Message[] {
  const read: Message[] = [];
  const take = createSseReader((message) => void read.push(message));
  const decoder = new TextDecoder();
  for (const piece of pieces) take(decoder.decode(piece, { stream: true }));
  return read;
}

function cut(bytes: Uint8Array, at: readonly number[]): Uint8Array[] {
  const ends = [...new Set(at.map((one) => one % (bytes.length + 1)))].toSorted((a, b) => a - b);
  return [0, ...ends].map((start, index) => bytes.slice(start, ends[index]));
}

const encode = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => readIn([encode(text)]);

const line = fc.string({ unit: fc.constantFrom('a', ':', ' ', '{', 'ж', '语', '🙂', '"') });
const message = fc.record({
  event: fc.constantFrom('', 'ping', 'ready'),
  id: fc.constantFrom('', 'AbC=', 'x:1'),
  data: fc.array(line, { minLength: 1, maxLength: 3 }),
  comment: fc.constantFrom('', ': hello', ':'),
});
const ending = fc.constantFrom('\n', '\r\n', '\r');

test('what is said comes out, wherever it is cut', () => {
  fc.assert(
    fc.property(
      fc.array(message),
      ending,
      fc.array(fc.nat(), { maxLength: 20 }),
      (said, end, at) => {
        const text = said
          .map(({ event, id, data, comment }) =>
            [
              ...(comment === '' ? [] : [comment]),
              ...(event === '' ? [] : [`event: ${event}`]),
              ...data.map((one) => `data: ${one}`),
              ...(id === '' ? [] : [`id:${id}`]),
              '',
            ].join(end),
          )
          .map((one) => one + end)
          .join('');
        let last = '';
        const expected = said.map(({ event, id, data }) => {
          last = id || last;
          return { event: event || 'message', id: last, data: data.join('\n') };
        });
        // After a last carriage return a line feed could still come.
        const heard = readIn(cut(encode(`${text}:`), at));
        expect(heard).toEqual(expected);
      },
    ),
    { numRuns: 500 },
  );
});

test('a message that is not ended is not told', () => {
  expect(read('data: {"kind":"re')).toEqual([]);
  expect(read('data: a\n')).toEqual([]);
});

test('an event without data, and what is no field, is nothing', () => {
  expect(read('event: ping\n\nretry: 5\n\nnonsense\n\n')).toEqual([]);
  expect(read('event: ping\ndata: \n\n')).toEqual([{ event: 'ping', id: '', data: '' }]);
});

test('an empty id is one: what comes then has none', () => {
  const told = read('id: 1\ndata: a\n\nid: \ndata: b\n\ndata: c\n\n');
  expect(told.map(({ id }) => id)).toEqual(['1', '', '']);
});

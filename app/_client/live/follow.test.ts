import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SyncEvent } from '../../../server/sync/schema.ts';
import { CallError } from '../sending/call-error.ts';
import { workspaceId } from '../testing/rows.ts';
import { createFollow } from './follow.ts';
import type { Place } from './follow.ts';
import type { Listening } from './read-stream.ts';
import { createRest } from './rest.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const gained: SyncEvent = { kind: 'workspace.gained', workspaceId };
type Stream = Listening & { end: () => void; fail: (code: string, retryAfter?: number) => void };

/** A page that follows, and every stream that it opened. */
function following(place: Place) {
  const streams: Stream[] = [];
  const taken: string[] = [];
  const told: string[] = [];
  const nudges: string[] = [];
  const end = new AbortController();
  const follow = createFollow({
    place,
    rest: createRest(() => 1),
    read: (listening) =>
      new Promise((resolve, reject) => {
        const fail = (code: string, retryAfter?: number) =>
          reject(new CallError(code, code, { retryAfter: retryAfter ?? null }));
        listening.signal.addEventListener('abort', () => fail('UNREACHABLE'));
        streams.push({ ...listening, end: resolve, fail });
      }),
    take: (_, cursor) => {
      taken.push(cursor);
      place.cursor = cursor;
    },
    onGap: () => void told.push('gap'),
    onNudge: (what) => void nudges.push(what),
    onSignedOut: () => void told.push('signed out'),
  });
  const over = follow.run(end.signal);
  const open = () => streams.filter(({ signal }) => !signal.aborted);
  return { follow, place, streams, open, taken, told, nudges, over, stop: () => end.abort() };
}

const ready = { kind: 'ready' } as const;
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

test('it goes on after the last event that was taken', async () => {
  const { streams, place, taken, told } = following({ cursor: 'a' });
  streams[0]?.onEvent(gained, 'b');
  streams[0]?.onEvent(ready, 'c');
  streams[0]?.onEvent(gained, 'd');
  streams[0]?.end();
  await pass(500);
  expect(streams.map(({ cursor }) => cursor)).toEqual(['a', 'd']);
  expect(taken).toEqual(['b', 'd']);
  expect(place.cursor).toBe('d');
  expect(told).toEqual([]);
});

test('a nudge is passed on and no place; what this page does not know is nothing to it', async () => {
  const { streams, place, taken, nudges } = following({ cursor: 'a' });
  streams[0]?.onEvent({ kind: 'presence' }, 'a');
  streams[0]?.onEvent({ kind: 'notification' }, 'a');
  streams[0]?.onEvent({ kind: 'of a later server' } as never, 'b');
  expect(nudges).toEqual(['presence', 'notification']);
  expect(taken).toEqual([]);
  expect(place.cursor).toBe('a');
});

test('what was told while no stream stood is asked for once one stands again', async () => {
  const { streams, nudges } = following({ cursor: 'a' });
  streams[0]?.onEvent(ready, 'a');
  streams[0]?.end();
  await pass(500);
  streams[1]?.onEvent(ready, 'a');
  expect(nudges).toEqual(['notification', 'notification']);
});

test('without a place it begins at now, says so once the stream stands, and has a place then', async () => {
  const { streams, told } = following({ cursor: undefined });
  expect(told).toEqual([]);
  streams[0]?.onEvent(ready, 'a');
  expect(told).toEqual(['gap']);
  streams[0]?.fail('UNREACHABLE');
  await pass(500);
  streams[1]?.onEvent(ready, 'a');
  expect(streams[1]?.cursor).toBe('a');
  expect(told).toEqual(['gap']);
});

test('a cursor that the server does not know any more is given up', async () => {
  const { streams, told } = following({ cursor: 'old' });
  streams[0]?.fail('BAD_REQUEST');
  await pass(500);
  expect(streams[1]?.cursor).toBeUndefined();
  streams[1]?.onEvent(ready, 'new');
  expect(told).toEqual(['gap']);
});

test('other refusals are waited for, longer each time and as long as the server says', async () => {
  const { streams } = following({ cursor: 'a' });
  streams[0]?.fail('SERVICE_UNAVAILABLE');
  await pass(499);
  expect(streams).toHaveLength(1);
  await pass(1);
  streams[1]?.fail('FORBIDDEN');
  await pass(999);
  expect(streams).toHaveLength(2);
  await pass(1);
  streams[2]?.fail('TOO_MANY_REQUESTS', 40);
  await pass(39_999);
  expect(streams).toHaveLength(3);
  await pass(1);
  streams[3]?.onEvent(ready, 'a');
  streams[3]?.fail('UNREACHABLE');
  await pass(500);
  expect(streams).toHaveLength(5);
});

test('who is signed out is told, and follows no more', async () => {
  const { streams, told, over } = following({ cursor: 'a' });
  streams[0]?.fail('UNAUTHORIZED');
  await over;
  expect(told).toEqual(['signed out']);
  expect(vi.getTimerCount()).toBe(0);
});

test('a stream that is silent for half a minute is given up; one that gives signs is not', async () => {
  const { streams, open } = following({ cursor: 'a' });
  await pass(25_000);
  streams[0]?.onSign();
  await pass(29_000);
  expect(streams).toHaveLength(1);
  await pass(10_000);
  expect(streams).toHaveLength(2);
  expect(open()).toEqual([streams[1]]);
});

test('the network is back, or the person: it tries at once; what slept is given up then', async () => {
  const { follow, streams, open } = following({ cursor: 'a' });
  streams[0]?.fail('UNREACHABLE');
  await pass(1);
  follow.look();
  await pass(0);
  expect(streams).toHaveLength(2);
  follow.look();
  await pass(0);
  expect(streams).toHaveLength(2);
  vi.setSystemTime(Date.now() + 60_000);
  follow.look();
  await pass(0);
  expect(streams).toHaveLength(3);
  follow.anew();
  await pass(0);
  expect(streams).toHaveLength(4);
  expect(open()).toEqual([streams[3]]);
});

test('it ends with its signal, also while it waits, and leaves nothing behind', async () => {
  const one = following({ cursor: 'a' });
  one.stop();
  await one.over;
  const other = following({ cursor: 'a' });
  other.streams[0]?.fail('UNREACHABLE');
  await pass(1);
  other.stop();
  await other.over;
  expect([...one.open(), ...other.open()]).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

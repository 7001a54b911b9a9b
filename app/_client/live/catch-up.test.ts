import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SyncPullOutput } from '../../../server/sync/schema.ts';
import { CallError } from '../sending/call-error.ts';
import { workspaceId } from '../testing/rows.ts';
import { createCatchUp } from './catch-up.ts';
import { createRest } from './rest.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Answer = SyncPullOutput | CallError;
const page = (cursor: string, isMore = false): SyncPullOutput => {
  return { events: [{ kind: 'reset', workspaceId }], cursor, isMore };
};

/** A page that stands at `cursor`, and a server that answers so, one after another. */
function standing(cursor: string | undefined, answers: Answer[]) {
  const place = { cursor };
  const asked: (string | undefined)[] = [];
  const told: string[] = [];
  const end = new AbortController();
  const catchUp = createCatchUp({
    place,
    rest: createRest(() => 1),
    pull: (from) => {
      asked.push(from);
      const answer = answers.shift();
      return answer instanceof CallError || !answer
        ? Promise.reject(answer ?? new Error('nothing is left'))
        : Promise.resolve(answer);
    },
    apply: ({ kind }) => void told.push(kind),
    onGap: () => void told.push('gap'),
    onSignedOut: () => void told.push('signed out'),
  });
  return { place, asked, told, stop: () => end.abort(), done: catchUp(end.signal) };
}

test('it takes page after page, and stands at the end then', async () => {
  const { place, asked, told, done } = standing('a', [page('b', true), page('c')]);
  await done;
  expect(asked).toEqual(['a', 'b']);
  expect(told).toEqual(['reset', 'reset']);
  expect(place.cursor).toBe('c');
});

test('who stands nowhere, or where the server does not know of, has a gap', async () => {
  const lost = standing(undefined, [page('b')]);
  await lost.done;
  expect(lost.told).toEqual(['reset', 'gap']);
  const old = standing('old', [new CallError('BAD_REQUEST', ''), page('b')]);
  await vi.runAllTimersAsync();
  await old.done;
  expect(old.asked).toEqual(['old', undefined]);
  expect(old.told).toEqual(['reset', 'gap']);
});

test('it tries again where the server cannot be asked, until it is stopped', async () => {
  const away = new CallError('UNREACHABLE', '');
  const { asked, done } = standing('a', [away, away, page('b')]);
  await vi.runAllTimersAsync();
  await done;
  expect(asked).toEqual(['a', 'a', 'a']);
  const stopped = standing('a', [away, page('b')]);
  await vi.advanceTimersByTimeAsync(1);
  stopped.stop();
  await stopped.done;
  expect(stopped.asked).toEqual(['a']);
  expect(stopped.place.cursor).toBe('a');
});

test('who is signed out is told', async () => {
  const { told, done } = standing('a', [new CallError('UNAUTHORIZED', '')]);
  await done;
  expect(told).toEqual(['signed out']);
});

import { afterEach, expect, test, vi } from 'vitest';
import { setWhole, whole } from '../loads/whole.ts';
import { Refusal } from '../testing/stub-server.ts';
import { createKeepWhole } from './keep-whole.ts';
import type { CopyOptions } from './read-copy.ts';

afterEach(() => {
  for (const id of whole.get()) setWhole(id, false);
});

type Reading = {
  id: string;
  goOn: () => Promise<boolean>;
  end: (isAll: boolean) => void;
  fail: (code: string) => void;
};

/** What reads workspaces, each to its end when the test says so. */
function keeping(...workspaces: string[]) {
  const readings: Reading[] = [];
  const page = { workspaces, isFull: false, isSignedOut: false };
  const rests: number[] = [];
  const keep = createKeepWhole({
    workspaces: () => page.workspaces,
    isFull: () => page.isFull,
    isSignedOut: () => page.isSignedOut,
    onSignedOut: () => (page.isSignedOut = true),
    untilIdle: () => Promise.resolve(),
    rest: {
      pause: (atLeast = 0) => (rests.push(atLeast), Promise.resolve()),
      wake: () => undefined,
      reset: () => undefined,
    },
    readWorkspace(id, { goOn }: CopyOptions) {
      const { promise, resolve, reject } = Promise.withResolvers<boolean>();
      readings.push({ id, goOn, end: resolve, fail: (code) => reject(new Refusal(code)) });
      return promise;
    },
  });
  const last = () => readings.at(-1) as Reading;
  return { keep, page, readings, rests, last };
}

const settled = () =>
  vi
    .waitFor(() => undefined, { timeout: 50 })
    .then(() => new Promise((done) => setTimeout(done, 0)));

test('workspaces are read one after another, and those that come later', async () => {
  const { keep, page, readings, last } = keeping('a', 'b');
  keep.look();
  keep.look();
  expect(readings.map(({ id }) => id)).toEqual(['a']);
  expect(keep.isReading('a')).toBe(true);
  expect(await last().goOn()).toBe(true);
  last().end(true);
  await settled();
  expect([...whole.get()]).toEqual(['a']);
  last().end(true);
  await settled();
  expect([...whole.get()]).toEqual(['a', 'b']);
  page.workspaces = ['b', 'c'];
  keep.look();
  expect([...whole.get()]).toEqual(['b']);
  expect(last().id).toBe('c');
  keep.stop();
  expect(await last().goOn()).toBe(false);
});

test('what is doubted while it is read is not whole at its end, and read once more', async () => {
  const { keep, readings, last } = keeping('a');
  keep.look();
  keep.doubt('a');
  expect(await last().goOn()).toBe(false);
  last().end(false);
  await settled();
  expect([...whole.get()]).toEqual([]);
  expect(readings).toHaveLength(2);
  // Its last page may have been under way.
  keep.doubt();
  last().end(true);
  await settled();
  expect([...whole.get()]).toEqual([]);
  last().end(true);
  await settled();
  expect([...whole.get()]).toEqual(['a']);
  keep.doubt();
  expect([...whole.get()]).toEqual([]);
  expect(readings).toHaveLength(4);
  keep.stop();
});

test('a server that is away is asked again; one that shows it no more is not', async () => {
  const { keep, readings, rests, last } = keeping('a');
  keep.look();
  last().fail('SERVICE_UNAVAILABLE');
  await settled();
  expect(rests).toHaveLength(1);
  expect(readings).toHaveLength(2);
  last().fail('NOT_FOUND');
  await settled();
  expect(readings).toHaveLength(2);
  expect([...whole.get()]).toEqual([]);
});

test('a page that is full holds no more', async () => {
  const { keep, page, readings, last } = keeping('a', 'b');
  keep.look();
  page.isFull = true;
  expect(await last().goOn()).toBe(false);
  last().end(false);
  await settled();
  // What is small may still find room; what is not ends at its first page.
  expect(readings.map(({ id }) => id)).toEqual(['a', 'b']);
  last().end(false);
  await settled();
  expect(readings).toHaveLength(2);
});

test('whose session has ended is not asked for again and again; once it is back the reading goes on', async () => {
  const { keep, page, readings, rests, last } = keeping('a');
  keep.look();
  last().fail('UNAUTHORIZED');
  await settled();
  keep.look();
  expect([readings.length, rests]).toEqual([1, []]);
  page.isSignedOut = false;
  keep.look();
  last().end(true);
  await settled();
  expect([...whole.get()]).toEqual(['a']);
});

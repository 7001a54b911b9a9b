import { expect, test } from 'vitest';
import { createHashQueue } from './hash-queue.ts';
import type { Lane } from './hash-queue.ts';

/** A queue whose works end when the test says so. */
function underHand(most: { running: number; waiting: number }) {
  const inTurn = createHashQueue(most);
  const begun: Lane[] = [];
  const ends: (() => void)[] = [];
  const ask = (lane: Lane) =>
    inTurn(lane, () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      begun.push(lane);
      ends.push(resolve);
      return promise;
    });
  return {
    begun,
    ask: (lane: Lane, count: number) => Array.from({ length: count }, () => ask(lane)),
    /** Ends one work after another, until none begins any more. */
    endAll: async (): Promise<void> => {
      for (let end = ends.shift(); end; end = ends.shift()) {
        end();
        await new Promise<void>((resolve) => void setImmediate(resolve));
      }
    },
  };
}

test('a known device is served before who signs in, and both before a crowd that signs up', async () => {
  const { begun, ask, endAll } = underHand({ running: 2, waiting: 4 });
  const answers = Promise.allSettled([
    ...ask('signUp', 8),
    ...ask('signIn', 4),
    ...ask('knownDevice', 2),
  ]);
  await endAll();
  expect(begun).toEqual([
    ...Array.from({ length: 2 }, () => 'signUp'),
    ...Array.from({ length: 2 }, () => 'knownDevice'),
    ...Array.from({ length: 4 }, () => 'signIn'),
    ...Array.from({ length: 4 }, () => 'signUp'),
  ]);
  const turnedAway = (await answers).flatMap(({ status }, at) => (status === 'rejected' ? at : []));
  expect(turnedAway).toEqual([6, 7]);
});

test('within a lane who came first is served first, also after work that failed', async () => {
  const inTurn = createHashQueue({ running: 1, waiting: 4 });
  const begun: string[] = [];
  const names = ['a', 'b', 'c'];
  const answers = names.map((name) =>
    inTurn('signIn', () => {
      begun.push(name);
      return Promise.reject(new Error(name));
    }),
  );
  expect((await Promise.allSettled(answers)).map(({ status }) => status)).toEqual(
    names.map(() => 'rejected'),
  );
  expect(begun).toEqual(names);
  expect(await inTurn('signUp', () => Promise.resolve('free again'))).toBe('free again');
});

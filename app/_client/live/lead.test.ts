import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { leadByLease, leadByLock } from './lead.ts';
import { leaseLength, taken } from './lease.ts';
import type { Held } from '../device/database.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Tabs that share a lease. One whose `sleeps` is true comes to nothing. */
function createTabs(count: number) {
  let held: Held | undefined;
  return Array.from({ length: count }, (_, n) => {
    const owner = `tab ${n}`;
    const tab = {
      leads: false,
      sleeps: false,
      broken: false,
      times: 0,
      stop: () => undefined as void,
    };
    const take = async () => {
      if (tab.broken) throw new Error('no storage');
      if (tab.sleeps) return new Promise<boolean>(() => undefined);
      const next = taken(held, owner, Date.now());
      held = next ?? held;
      return Promise.resolve(next !== null);
    };
    const give = () => {
      if (held?.owner === owner) held = undefined;
      return Promise.resolve();
    };
    tab.stop = leadByLease({ take, give })((signal) => {
      tab.leads = true;
      tab.times += 1;
      return new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          tab.leads = false;
          resolve();
        });
      });
    });
    return tab;
  });
}

const leading = (tabs: ReturnType<typeof createTabs>) =>
  tabs.flatMap(({ leads }, n) => (leads ? [n] : []));
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

test('by a lease one tab leads, and keeps on', async () => {
  const tabs = createTabs(20);
  await pass(0);
  const [first] = leading(tabs);
  await pass(60_000);
  expect(leading(tabs)).toEqual([first]);
  expect(tabs.map(({ times }) => times).reduce((sum, n) => sum + n)).toBe(1);
  for (const tab of tabs) tab.stop();
  expect(vi.getTimerCount()).toBe(0);
});

test('a lease that is given up is taken at the next look', async () => {
  const tabs = createTabs(3);
  await pass(0);
  tabs[0]?.stop();
  expect(leading(tabs)).toEqual([]);
  await pass(1_000);
  expect(leading(tabs)).toHaveLength(1);
});

test('a tab that sleeps, or cannot say any more that it is here, loses it; it leads no more once it knows', async () => {
  const tabs = createTabs(2);
  const [first, second] = tabs;
  await pass(0);
  expect(leading(tabs)).toEqual([0]);
  if (first) first.sleeps = true;
  await pass(leaseLength + 1_000);
  expect(second?.leads).toBe(true);
  if (first) first.sleeps = false;
  await pass(1_000);
  expect(leading(tabs)).toEqual([1]);
  if (second) second.broken = true;
  await pass(1_000);
  expect(second?.leads).toBe(false);
  if (second) second.sleeps = true;
  if (second) second.broken = false;
  await pass(leaseLength);
  expect(leading(tabs)).toEqual([0]);
});

test('a tab that cannot take it three times in a row leads alone, until it can', async () => {
  const tabs = createTabs(2);
  const [, second] = tabs;
  await pass(0);
  if (second) second.broken = true;
  await pass(2_000);
  expect(leading(tabs)).toEqual([0]);
  await pass(1_000);
  expect(leading(tabs)).toEqual([0, 1]);
  if (second) second.broken = false;
  await pass(1_000);
  expect(leading(tabs)).toEqual([0]);
});

test('a lease of a clock that was set back since is none', () => {
  const held = { owner: 'a', until: 100_000 };
  expect(taken(held, 'b', 99_000)).toBeNull();
  expect(taken(held, 'a', 99_000)).toEqual({ owner: 'a', until: 99_000 + leaseLength });
  expect(taken(held, 'b', 100_000)?.owner).toBe('b');
  expect(taken(held, 'b', 50_000)?.owner).toBe('b');
});

test('by a lock it leads once the lock is there, and gives it back, or waits no more', async () => {
  const waiting: { signal: AbortSignal; begin: () => Promise<unknown> }[] = [];
  const locks = {
    request: (_: string, { signal }: LockOptions, begin: () => Promise<unknown>) => {
      waiting.push({ signal: signal as AbortSignal, begin });
      return new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new Error('waits no more')));
      });
    },
  } as unknown as LockManager;
  const work = (signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => resolve());
    });
  const stop = leadByLock(locks, 'a name')(work);
  const given = waiting[0]?.begin();
  stop();
  await expect(given).resolves.toBeUndefined();
  leadByLock(locks, 'a name')(work)();
  expect(waiting[1]?.signal.aborted).toBe(true);
});

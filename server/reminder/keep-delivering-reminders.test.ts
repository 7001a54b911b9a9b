import { expect, test, vi } from 'vitest';
import { lockPatienceMs } from '../../db/transaction.ts';
import type { repeat } from '../platform/repeat.ts';
import type { Runtime } from '../platform/runtime.ts';
import { keepDeliveringReminders } from './keep-delivering-reminders.ts';

const { loops, deliver } = vi.hoisted(() => ({
  loops: [] as Parameters<typeof repeat>[0][],
  deliver: vi.fn(async () => undefined),
}));
vi.mock('../platform/repeat.ts', () => ({ repeat: (loop: (typeof loops)[0]) => loops.push(loop) }));
vi.mock('./deliver-reminders.ts', () => ({ deliverReminders: deliver }));
vi.mock('./refresh-pending.ts', () => ({ refreshPending: async () => undefined }));
vi.mock('../notification/sweep-notifications.ts', () => ({
  sweepNotifications: async () => undefined,
}));

/** So late a reminder tells at most. */
const promisedMs = 5000;

/** It went off just after a look, and the next look ended with a lock that another held. */
const longestWait = (everyMs: number) => everyMs + lockPatienceMs + everyMs;

async function periodOfDeliveries(): Promise<number> {
  keepDeliveringReminders({} as Runtime);
  for (const { everyMs, work } of loops) {
    await work(new AbortController().signal);
    if (deliver.mock.calls.length > 0) return everyMs;
  }
  throw new Error('nothing delivers');
}

test('a reminder tells within 5 s, be one look in vain', async () => {
  const everyMs = await periodOfDeliveries();
  expect(longestWait(everyMs)).toBeLessThanOrEqual(promisedMs);
  // The control: looks half as often are too few.
  expect(longestWait(2 * everyMs)).toBeGreaterThan(promisedMs);
});

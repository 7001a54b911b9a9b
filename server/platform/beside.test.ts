import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createBeside, rarely } from './beside.ts';

describe('work beside the requests', () => {
  test('runs once per key at a time, and a failure is a line of the log', async () => {
    const lines: unknown[] = [];
    const beside = createBeside({ warn: (...line: unknown[]) => lines.push(line) });
    const opens = Promise.withResolvers<void>();
    let runs = 0;
    const work = async () => {
      runs += 1;
      await opens.promise;
    };
    beside.start('a', work);
    beside.start('a', work);
    beside.start('b', () => Promise.reject(new Error('broken')));
    opens.resolve();
    await beside.settle();
    beside.start('a', work);
    await beside.settle();
    expect([runs, lines.length]).toEqual([2, 1]);
  });

  test('is not done again before its time', async () => {
    const beside = createBeside({ warn: () => undefined });
    let runs = 0;
    let elapsed = 0;
    const time = vi.spyOn(performance, 'now').mockImplementation(() => elapsed);
    onTestFinished(() => time.mockRestore());
    const work = () => Promise.resolve((runs += 1));
    const now = rarely(beside, { seconds: 60, work });
    for (const at of [0, 59_999, 60_000, 60_001]) {
      elapsed = at;
      now();
      await beside.settle();
    }
    expect(runs).toBe(2);
  });
});

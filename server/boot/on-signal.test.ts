import { expect, onTestFinished, test, vi } from 'vitest';
import { onSignal } from './on-signal.ts';

test('the first signal stops, the same press once more does nothing, a later one ends at once', () => {
  let now = 5000;
  const time = vi.spyOn(performance, 'now').mockImplementation(() => now);
  const exit = vi.spyOn(process, 'exit').mockReturnValue(undefined as never);
  const before = new Set(process.listeners('SIGHUP'));
  const asked: string[] = [];
  onSignal((signal) => asked.push(signal));
  const [listener] = process.listeners('SIGHUP').filter((each) => !before.has(each));
  onTestFinished(() => {
    vi.restoreAllMocks();
    if (!listener) return;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, listener);
  });
  for (const [at, ends] of [
    [5000, 0],
    [6000, 0],
    [6001, 1],
  ] as const) {
    now = at;
    listener?.('SIGHUP');
    expect([asked, exit.mock.calls.length]).toEqual([['SIGHUP'], ends]);
  }
  expect(time).toHaveBeenCalled();
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { opId, taskId, workspaceId } from '../testing/rows.ts';
import { leaveWords, takeWords } from './last-words.ts';
import type { KeptOp } from './op-log.ts';

const stored = new Map<string, string>();
beforeEach(() => {
  stored.clear();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
    removeItem: (key: string) => stored.delete(key),
  });
});
afterEach(() => vi.unstubAllGlobals());

const op = (n: number, userId: string): KeptOp => ({
  opId: opId(n),
  userId,
  procedure: 'task.update',
  input: { workspaceId, taskId: taskId(1), set: { title: 'half' } },
  contract: 1,
  madeAt: '2026-01-01T00:00:00.000Z',
});

test('what a page leaves is taken once, by its person alone', () => {
  leaveWords([op(1, 'ada'), op(2, 'bob'), op(3, 'ada')]);
  expect(takeWords('ada')).toEqual([op(1, 'ada'), op(3, 'ada')]);
  expect(takeWords('ada')).toEqual([]);
  expect(takeWords('bob')).toEqual([]);
  expect(stored.size).toBe(0);
});

test('a page that leaves nothing takes back what it left before', () => {
  leaveWords([op(1, 'ada')]);
  leaveWords([]);
  expect(stored.size).toBe(0);
  stored.set('cairn.last', 'no JSON');
  expect(takeWords('ada')).toEqual([]);
});

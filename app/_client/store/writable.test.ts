import { expect, test } from 'vitest';
import { isWritable } from './writable.ts';

test('a project can be changed with the right to write, while it is not archived', () => {
  expect(isWritable({ right: 'write', archivedAt: null })).toBe(true);
  expect(isWritable({ right: 'comment', archivedAt: null })).toBe(false);
  expect(isWritable({ right: 'write', archivedAt: '2026-01-01T00:00:00.000Z' })).toBe(false);
  expect(isWritable(undefined)).toBe(false);
});

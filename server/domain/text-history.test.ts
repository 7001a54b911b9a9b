import { expect, test } from 'vitest';
import { isText, packText, unpackText } from './text-history.ts';

const lines = (mark: string, count: number) =>
  Array.from({ length: count }, (_, line) => `${mark} ${line % 9}`).join('\n');

test('a long text is kept as the way back to it', () => {
  const before = lines('x', 1000);
  const after = before.replace('x 5', 'changed');
  const packed = packText(before, after);
  expect(packed.before).toHaveProperty('patch');
  expect(isText(after, packed.after)).toBe(true);
  expect(isText(before, packed.after)).toBe(false);
  expect(unpackText(after, packed.before)).toBe(before);
});

// The comparison's cost grows with the square of what differs: 100,000 characters would block the process for a minute.
test.each([
  ['many lines', lines('x', 20_000), lines('y', 20_000)],
  ['one line', 'x'.repeat(3000), 'y'.repeat(3000)],
])('of %s of which nothing is left the older text itself is kept', (_, before, after) => {
  const packed = packText(before, after);
  expect(packed.before).toBe(before);
  expect(isText(after, packed.after)).toBe(true);
  expect(unpackText(after, packed.before)).toBe(before);
});

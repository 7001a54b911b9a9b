import { expect, test } from 'vitest';
import { heirOf } from './heir-of.ts';

const before = ['a', 'b', 'c', 'd', 'e'];

test.each([
  ['the next row gets the cursor', 'c', ['a', 'b', 'd', 'e'], 'd'],
  ['also where rows above it went with it', 'c', ['a', 'd', 'e'], 'd'],
  ['and where those after it went too', 'b', ['a', 'e'], 'e'],
  ['the last before it, where none comes after it', 'd', ['a', 'b'], 'b'],
  ['the first one, where all of them went', 'd', ['x', 'y'], 'x'],
  ['the first one, where the cursor was nowhere', null, ['b', 'c'], 'b'],
  ['nobody in an empty list', 'a', [], null],
])('%s', (_, cursor, after, heir) => {
  expect(heirOf(cursor, before, after)).toBe(heir);
});

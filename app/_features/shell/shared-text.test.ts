import { expect, test } from 'vitest';
import { longestTitle } from '../../../server/domain/limits.ts';
import { addPath, sharedText } from './shared-text.ts';

test.each([
  ['', ''],
  [
    '?title=Walk&text=along+the+river&url=https://a.example/',
    'Walk along the river https://a.example/',
  ],
  ['?text=https://a.example/%20see&url=https://a.example/', 'https://a.example/ see'],
  ['?title=Walk&text=Walk%20on', 'Walk on'],
  ['?title=&text=%20one%0A%0Atwo%09', 'one two'],
  ['?subject=other', ''],
])('%s is shared as "%s"', (search, text) => expect(sharedText(search)).toBe(text));

test('what is longer than a title is cut, never within a letter', () => {
  const text = sharedText(`?text=${encodeURIComponent('x'.repeat(longestTitle - 1) + '🙂')}`);
  expect(text).toHaveLength(longestTitle);
  expect(text.isWellFormed()).toBe(true);
});

test('a text is found again at the address that keeps it', () => {
  expect(addPath('')).toBe('/add');
  expect(sharedText(new URL(addPath('a & b #1?'), 'https://a.example').search)).toBe('a & b #1?');
});

import { expect, test } from 'vitest';
import { initialsOf } from './avatar.tsx';
import { ariaKeys, keyLegends } from './keys.ts';

test('keys as they are printed', () => {
  expect(keyLegends('mod+k', false)).toEqual([['Ctrl', 'K']]);
  expect(keyLegends('mod+shift+z', true)).toEqual([['⌘', '⇧', 'Z']]);
  expect(keyLegends('g t', true)).toEqual([['G'], ['T']]);
  expect(keyLegends('[', false)).toEqual([['[']]);
});

test('keys as they are announced; sequences have no word', () => {
  expect(ariaKeys('mod+k')).toBe('Control+k');
  expect(ariaKeys('shift+enter')).toBe('Shift+Enter');
  expect(ariaKeys('g t')).toBeUndefined();
  expect(ariaKeys(undefined)).toBeUndefined();
});

test.each([
  ['Анна Петрова', 'АП'],
  ['  bob ', 'B'],
  ['Ana de Armas', 'AA'],
  ['𝒜lice 😀', '𝒜😀'],
  ['', ''],
])('initials of %j', (name, initials) => expect(initialsOf(name)).toBe(initials));

import { describe, expect, test } from 'vitest';
import { cookieNames, cookieValue } from './cookies.ts';

test('over https every cookie is bound to its host', () => {
  for (const name of Object.values(cookieNames(true))) expect(name).toMatch(/^__Host-cairn\./);
  for (const name of Object.values(cookieNames(false))) expect(name).toMatch(/^cairn\./);
});

describe('cookies', () => {
  test.each([
    ['a=1; b=2', 'b', '2'],
    ['a=1;b=2=3', 'b', '2=3'],
    ['xb=1', 'b', null],
    ['b=1; b=1', 'b', '1'],
    ['b=1; b=2', 'b', null],
    ['b', 'b', null],
    [undefined, 'b', null],
  ])('%s, %s -> %s', (header, name, value) => expect(cookieValue(header, name)).toBe(value));
});

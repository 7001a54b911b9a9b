import { expect, it } from 'vitest';
import { titlesOf } from './titles.ts';

it('reads one title a line, without the marks of a list', () => {
  expect(titlesOf('- [ ] milk\r\n\n* bread\n12) eggs\n  salt ')).toEqual([
    'milk',
    'bread',
    'eggs',
    'salt',
  ]);
});

it('leaves a single line as it was written', () => {
  expect(titlesOf(' 1. of May ')).toEqual(['1. of May']);
  expect(titlesOf(' \n')).toEqual([]);
});

import { describe, expect, it } from 'vitest';
import { findName, findNearName } from './find-name.ts';

const find = (name: string, ...names: string[]) => findName(names, name, (one) => [one]);

it.each([
  ['work', 'Work', ['Work', 'Workshop']],
  ['bigproj', 'Big project', ['Big project', 'Small project']],
  ['project', null, ['Big project', 'Small project']],
  ['small', 'Small project', ['Big project', 'Small project']],
  ['елка', 'Ёлка', ['Ёлка', 'Дом']],
  ['ivan', 'Anna Ivanova', ['Anna Ivanova', 'Pjotr']],
  ['wor', null, ['Work', 'Workshop']],
  ['none', null, ['Work']],
])('%s means %s', (name, expected, names) => {
  expect(find(name, ...names)).toBe(expected);
});

describe('a name that is nearly another', () => {
  const near = (name: string, ...names: string[]) => findNearName(names, name, (one) => [one]);

  it.each([
    ['wrk', 'Work', ['Work', 'Home']],
    ['wrok', 'Work', ['Work', 'Home']],
    ['workk', 'Work', ['Work', 'Home']],
    ['wxrk', 'Work', ['Work', 'Home']],
    ['bigprj', 'Big project', ['Big project', 'Small project']],
    ['рабта', 'Работа', ['Работа', 'Дом']],
    ['рабоат', 'Работа', ['Работа', 'Дом']],
  ])('%s means %s', (name, expected, names) => {
    expect(near(name, ...names)).toBe(expected);
    expect(find(name, ...names)).toBeNull();
  });

  it.each([
    ['two that are as near', 'wrk', ['Work', 'Wreck']],
    ['several that begin so', 'wor', ['Work', 'Workshop in the yard']],
    ['two letters', 'wk', ['Work']],
    ['another first letter', 'fork', ['Work']],
    ['a slip in three letters', 'cat', ['Car']],
    ['less than half of the letters', 'fix', ['Finance extra']],
    ['two slips', 'worxx', ['Work']],
    ['nothing', '-', ['Work', '-']],
  ])('is not taken for %s', (_, name, names) => {
    expect(near(name, ...names)).toBeNull();
  });

  it('gives way to one that begins so', () => {
    expect(near('work', 'Workshop', 'Wrork')).toBe('Workshop');
  });
});

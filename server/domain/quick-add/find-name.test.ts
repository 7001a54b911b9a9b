import { expect, it } from 'vitest';
import { findName } from './find-name.ts';

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

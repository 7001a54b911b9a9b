import { expect, test } from 'vitest';
import { checkSizes } from './sizes.ts';
import { found } from './testing/plant.ts';

const lines = (count: number) => 'x;\n'.repeat(count);
const short = { 'a.ts': '', 'b.ts': '', 'c.ts': '', 'd.ts': '', 'e.ts': '' };

test.each([
  ['server/a.ts', 300],
  ['server/a.test.ts', 600],
  ['e2e/a.e2e.ts', 600],
  ['app/page.tsx', 40],
])('%s has %d lines at most', (path, limit) => {
  expect(found(checkSizes, { ...short, [path]: lines(limit) })).toEqual([]);
  const message = `${path}:${limit + 1}: ${limit + 1} lines, at most ${limit}`;
  expect(found(checkSizes, { ...short, [path]: lines(limit + 1) })).toEqual([message]);
});

test('half of the files are short', () => {
  const files = { 'a.ts': lines(10), 'b.ts': lines(80), 'c.ts': lines(90) };
  expect(found(checkSizes, files)).toEqual(['.:1: the median file has 80 lines, not under 80']);
});

test('generated migrations do not count', () => {
  expect(found(checkSizes, { 'drizzle/relations.ts': lines(1000) })).toEqual([]);
});

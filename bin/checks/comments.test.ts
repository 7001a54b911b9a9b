import { expect, test } from 'vitest';
import { checkComments } from './comments.ts';
import { found } from './testing/plant.ts';

// Written in two halves, so that this file does not hold what it forbids.
const slashes = '//';

test.each([
  [`${slashes} a\n${slashes} b\n${slashes} c\n${slashes} d`, 4, 'a comment has 3 lines at most'],
  [`a();\n  ${slashes} TODO: b`, 2, 'do it now, or say it in the changelog'],
  [`a(); ${slashes} FIXME`, 1, 'do it now, or say it in the changelog'],
  [`${slashes} oxlint-disable-next-line no-console`, 1, 'no tool is switched off'],
  [`${slashes} @ts-ignore`, 1, 'no tool is switched off'],
  [`a();\n${slashes} @ts-expect-error: later`, 2, 'no tool is switched off'],
])('%j is refused', (text, line, message) => {
  expect(found(checkComments, { 'db/a.ts': text })).toEqual([`db/a.ts:${line}: ${message}`]);
});

test('short comments, docstrings and words in code pass', () => {
  const text = `${slashes} a\n${slashes} b\n${slashes} c\nconst todo = 'TODO';\n/**\n * 1\n * 2\n * 3\n * 4\n */`;
  expect(found(checkComments, { 'db/a.ts': text })).toEqual([]);
});

import { expect, test } from 'vitest';
import { checkComments } from './comments.ts';
import { found } from './testing/plant.ts';

// Written in two halves, so that this file does not hold what it forbids.
const slashes = '//';
const star = '*';

const tooLong = 'a comment has 4 lines, at most 3';
const later = 'do it now, or say it in the changelog';
const off = 'no tool is switched off';

test.each([
  [`${slashes} a\n${slashes} b\n${slashes} c\n${slashes} d`, 1, tooLong],
  [`/${star}\n a\n b\n c\n d\n${star}/`, 1, tooLong],
  [`/${star}${star} a\n ${star} b\n ${star} c\n ${star} d ${star}/`, 1, tooLong],
  [`a();\n  ${slashes} TODO: b`, 2, later],
  [`a(); ${slashes} FIXME`, 1, later],
  [`${slashes} oxlint-disable-next-line no-console`, 1, off],
  [`${slashes} @ts-ignore`, 1, off],
  [`a();\n${slashes} @ts-expect-error: later`, 2, off],
  [`${slashes}/ @ts-ignore`, 1, off],
  [`/${star}${star} @ts-ignore ${star}/`, 1, off],
  [`/${star}\n ${star} @ts-nocheck\n ${star}/`, 2, off],
])('%j is refused', (text, line, message) => {
  expect(found(checkComments, { 'db/a.ts': text })).toEqual([`db/a.ts:${line}: ${message}`]);
});

test('short comments, the tags of docstrings and words in code pass', () => {
  const lines = `${slashes} a\n${slashes} b\n${slashes} c\nconst todo = 'TODO';\n`;
  const block = `/**\n * 1\n * 2\n * 3\n * @param a 4\n *   5\n * @throws 6\n */\n${slashes} a\n`;
  expect(found(checkComments, { 'db/a.ts': lines + block })).toEqual([]);
});

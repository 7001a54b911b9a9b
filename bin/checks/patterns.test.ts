import { expect, test } from 'vitest';
import { checkPatterns } from './patterns.ts';
import { found } from './testing/plant.ts';

const check = (text: string, path = 'server/domain/a.ts') => found(checkPatterns, { [path]: text });

test.each([
  ['const a = /(a+)+$/;', 'exponential'],
  [String.raw`const a = /^(?:\d+,?)*$/u;`, 'exponential'],
  [String.raw`const a = /^\s*(.*?)\s*$/;`, 'more than linear'],
  [String.raw`const a = text.replace(/\s+$/, '');`, 'more than linear'],
  ['const a = /^(a|aa)*$/;', 'exponential'],
  ['const a = /(?:ab?|ac?)+/;', 'exponential'],
  [String.raw`const a = /^(?:x(?:\d|1))*$/u;`, 'exponential'],
  ['const a = /^(?:k|K){2,30}$/iu;', 'exponential'],
])('%j is refused', (text, how) => {
  expect(check(text)).toEqual([expect.stringContaining(`can take ${how} time`)]);
});

test.each([
  String.raw`const a = /^\d{4}-\d\d-\d\d$/;`,
  String.raw`const a = /\s+/gu;`,
  'const a = /(?:ab|cd)*(?:ab|ac)?/;',
  String.raw`const a = /^[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+$/;`,
])('%j passes', (text) => {
  expect(check(text)).toEqual([]);
});

test.each(["const a = new RegExp('(a|aa)*');", 'const a = RegExp(source);'])(
  '%j is refused but where it is known why',
  (text) => {
    expect(check(text)).toEqual([expect.stringContaining('write the pattern itself')]);
    expect(check(text, 'server/push/schema.ts')).toEqual([]);
  },
);

test('the line is told, also in what the page draws; tests may hold what they refuse', () => {
  const text = 'const b = 1;\n\nconst a = <p>{/(a+)+$/.test(b)}</p>;';
  expect(check(text, 'app/a.tsx')).toEqual([expect.stringMatching(/^app\/a\.tsx:3: /)]);
  expect(check('const a = /(a+)+$/;', 'server/domain/a.test.ts')).toEqual([]);
});

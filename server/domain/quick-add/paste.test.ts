import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linesOf } from './paste.ts';

test('makes subtasks of what is indented, by tabs or spaces', () => {
  const text = 'Trip\n  tickets\n    train\n    bus\n  hotel\n\nParty\n\tcake\n\t\tcandles\n';
  expect(linesOf(text).map(({ text: line, depth }) => `${depth} ${line}`)).toEqual([
    '0 Trip',
    '1 tickets',
    '2 train',
    '2 bus',
    '1 hotel',
    '0 Party',
    '1 cake',
    '2 candles',
  ]);
});

test('takes the marks of a list away', () => {
  expect(linesOf('- [ ] milk\r\n    * bread\n12) eggs\n• [x] salt')).toEqual([
    { text: 'milk', depth: 0 },
    { text: 'bread', depth: 1 },
    { text: 'eggs', depth: 0 },
    { text: 'salt', depth: 0 },
  ]);
});

test('counts from the shallowest line, wherever that stands', () => {
  expect(linesOf('    deep\n  less\n      below').map(({ depth }) => depth)).toEqual([0, 0, 1]);
});

test('leaves a single line as it was written', () => {
  expect(linesOf(' 1. of May ')).toEqual([{ text: '1. of May', depth: 0 }]);
  expect(linesOf(' \n')).toEqual([]);
});

test('never skips a depth', () => {
  const indent = fc.stringMatching(/^[ \t]{0,9}$/u);
  fc.assert(
    fc.property(fc.array(indent, { maxLength: 20 }), (indents) => {
      const depths = linesOf(indents.map((space) => `${space}x`).join('\n')).map(
        (one) => one.depth,
      );
      expect(depths[0] ?? 0).toBe(0);
      for (const [index, depth] of depths.entries())
        expect(depth).toBeLessThanOrEqual((depths[index - 1] ?? 0) + 1);
    }),
  );
});

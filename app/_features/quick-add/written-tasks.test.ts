import { expect, it } from 'vitest';
import { writtenTasks } from './written-tasks.ts';

const titles = (text: string, deepest = 7) =>
  writtenTasks({ text, literal: [] }, { workspaceId: 'w', deepest }).map(
    ({ title, depth = 0 }) => '-'.repeat(depth) + title,
  );

it('reads one title a line, without the marks of a list; what is indented goes below', () => {
  expect(titles('- [ ] milk\r\n\n* bread\n12) eggs\n  salt ')).toEqual([
    'milk',
    'bread',
    'eggs',
    '-salt',
  ]);
  expect(titles('a\n b\n  c', 1)).toEqual(['a', '-b', '-c']);
});

it('leaves a single line as it was written', () => {
  expect(titles(' 1. of May ')).toEqual(['1. of May']);
  expect(titles(' \n')).toEqual([]);
});

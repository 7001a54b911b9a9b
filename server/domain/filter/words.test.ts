import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { suggest } from './suggest.ts';
import * as words from './words.ts';

const tables: Readonly<Record<string, words.Words>>[] = [
  words.operatorWords,
  words.fieldWords,
  words.dayWords,
  words.spanWords,
  words.overdueWords,
  words.noneWords,
  words.unitWords,
  words.statusWords,
  words.priorityWords,
  words.whoWords,
  words.answerWords,
  words.possessionWords,
  words.kindWords,
  words.durationWords,
];

/** The rows of the table in the documentation, as the words have them. */
const documented = tables
  .flatMap((table) => Object.values(table))
  .map(({ en, ru }) => [en, ru].map((each) => each.map((word) => `\`${word}\``).join(', ')))
  .map((cells) => `| ${cells.join(' | ')} |`);

test('docs/filters.md names every word', () => {
  const lines = readFileSync('docs/filters.md', 'utf8').split('\n');
  const start = lines.indexOf('## All words');
  const rows = lines.slice(start).filter((line) => line.startsWith('| `'));
  expect(rows).toEqual([...new Set(documented)]);
});

test('no word of a table has two meanings in it', () => {
  for (const table of [...tables, words.bareWords]) {
    const all = Object.values(table).flatMap(({ en, ru }) => [...en, ...ru]);
    expect(new Set(all).size).toBe(all.length);
    for (const word of all) expect(words.meaningOf(table, word.toUpperCase())).toBeDefined();
  }
});

describe('what was meant', () => {
  test.each([
    ['todya', 'today'],
    ['TODAY', 'today'],
    ['tday', 'today'],
    ['todaay', 'today'],
    ['over', 'overdue'],
    ['prosro', undefined],
    ['просро', 'просрочено'],
    ['x', undefined],
    ['', undefined],
    ['y'.repeat(31), undefined],
  ])('%s: %s', (typed, meant) => {
    expect(suggest(typed, ['today', 'overdue', 'просрочено'])).toBe(meant);
  });

  test('the nearest counts, and of equally near ones the first', () => {
    expect(suggest('cot', ['dog', 'cat', 'cut'])).toBe('cat');
    expect(suggest('notess', ['nodes', 'notes'])).toBe('notes');
  });
});

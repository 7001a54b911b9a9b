import { expect, test } from 'vitest';
import { matchOf } from './match.ts';
import { firstEntries, mostDrawn, rankEntries } from './palette-entry.ts';
import type { EntryGroup, PaletteEntry } from './palette-entry.ts';

const entry = (group: EntryGroup, label: string, more: Partial<PaletteEntry> = {}) => ({
  id: `${group} ${label}`,
  group,
  label,
  icon: null,
  run: () => undefined,
  ...more,
});
const labels = (entries: readonly PaletteEntry[], typed: string) =>
  rankEntries(entries, matchOf(typed)).map(({ label }) => label);

test('groups stand in the order of their best, and each is sorted', () => {
  const entries = [
    entry('commands', 'Hide the plan'),
    entry('projects', 'A plan'),
    entry('projects', 'Plan'),
    entry('tasks', 'explanation'),
  ];
  expect(labels(entries, 'plan')).toEqual(['Plan', 'A plan', 'Hide the plan', 'explanation']);
});

test('what is done goes below what is open', () => {
  const entries = [entry('tasks', 'milk', { isClosed: true }), entry('tasks', 'the milk')];
  expect(labels(entries, 'milk')).toEqual(['the milk', 'milk']);
});

test('never more than fifty rows are drawn', () => {
  const many = Array.from({ length: 400 }, (_, n) => entry('choices', `one ${n}`));
  expect(rankEntries(many, matchOf('one'))).toHaveLength(mostDrawn);
  expect(firstEntries(many)).toHaveLength(mostDrawn);
});

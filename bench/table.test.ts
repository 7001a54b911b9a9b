import { expect, test } from 'vitest';
import { readSaved, withTable } from './table.ts';

test('the table of the README is written from the figures that were saved', () => {
  const { readme, saved } = readSaved();
  expect(readme).toBe(withTable(readme, saved));
  const [name] = Object.keys(saved);
  if (!name || !saved[name]) throw new Error('nothing was saved');
  const other = { ...saved, [name]: { ...saved[name], machine: 'another machine' } };
  expect(readme).not.toBe(withTable(readme, other));
});

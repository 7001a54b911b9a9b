import { expect, test } from 'vitest';
import { readDocument, withReport } from './corpus-report.ts';

test('what the docs say of the corpus is what its files say', () => {
  const text = readDocument();
  expect(text).toBe(withReport(text));
  expect(withReport(text.replace(/\| en, all \| \d+/u, '| en, all | 1'))).toBe(text);
});

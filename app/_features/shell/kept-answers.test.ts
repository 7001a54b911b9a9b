import { expect, test } from 'vitest';
import { createKeptAnswers } from './kept-answers.ts';

test('the latest ten questions keep what was read, others begin anew', () => {
  const cellOf = createKeptAnswers('nothing');
  cellOf('first').set('read');
  for (let n = 1; n <= 9; n += 1) cellOf(`${n}`);
  expect(cellOf('first').get()).toBe('read');
  for (let n = 10; n <= 19; n += 1) cellOf(`${n}`);
  expect(cellOf('first').get()).toBe('nothing');
});

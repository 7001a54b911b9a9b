import { expect, it } from 'vitest';
import { draftFate } from './draft-fate.ts';

it('writes nothing over a text that was opened and left, whatever came meanwhile', () => {
  expect(draftFate({ was: 'old', text: 'old' }, 'old')).toBe('drop');
  expect(draftFate({ was: 'old', text: 'old' }, 'theirs')).toBe('drop');
  expect(draftFate({ was: 'old', text: 'same' }, 'same')).toBe('drop');
});

it('saves what only this person changed, and asks where both did', () => {
  expect(draftFate({ was: 'old', text: 'mine' }, 'old')).toBe('save');
  expect(draftFate({ was: 'old', text: 'mine' }, 'theirs')).toBe('ask');
});

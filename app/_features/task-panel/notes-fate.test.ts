import { expect, it } from 'vitest';
import { notesFate } from './notes-fate.ts';

it('writes nothing over notes that were opened and left, whatever came meanwhile', () => {
  expect(notesFate({ was: 'old', text: 'old' }, 'old')).toBe('drop');
  expect(notesFate({ was: 'old', text: 'old' }, 'theirs')).toBe('drop');
  expect(notesFate({ was: 'old', text: 'same' }, 'same')).toBe('drop');
});

it('saves what only this person changed, and asks where both did', () => {
  expect(notesFate({ was: 'old', text: 'mine' }, 'old')).toBe('save');
  expect(notesFate({ was: 'old', text: 'mine' }, 'theirs')).toBe('ask');
});

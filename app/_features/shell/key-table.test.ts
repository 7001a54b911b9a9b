import { expect, it } from 'vitest';
import { isMeant, keyRow } from './key-table.ts';

/** The bindings of undo that a press fires, as the page compares them: by letter or by place. */
const undone = (press: { key: string; code: string }) =>
  keyRow('undo').bind.filter(
    (bind) => [press.key, press.code].includes(bind.replace('$mod+', '')) && isMeant(bind, press),
  );

it('undoes by the letter Z wherever it stands, once, and by its place without Latin letters', () => {
  expect(undone({ key: 'z', code: 'KeyZ' })).toHaveLength(1);
  expect(undone({ key: 'z', code: 'KeyY' })).toHaveLength(1);
  expect(undone({ key: 'y', code: 'KeyZ' })).toEqual([]);
  expect(undone({ key: 'я', code: 'KeyZ' })).toHaveLength(1);
});

it('takes single keys by their place', () => {
  expect(isMeant('KeyD', { key: 'в' })).toBe(true);
  expect(isMeant('KeyD', { key: 'e' })).toBe(true);
});

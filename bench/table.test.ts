import { expect, test } from 'vitest';
import { places, readSaved, readText, withTable } from './table.ts';
import type { Place } from './table.ts';

test.each(Object.keys(places) as Place[])(
  'the table of %s is written from what was saved',
  (place) => {
    const saved = readSaved();
    expect(readText(place)).toBe(withTable(place, saved));
    const name = Object.keys(saved).find(places[place]);
    if (name === undefined || !saved[name]) throw new Error('nothing was saved');
    const other = { ...saved, [name]: { ...saved[name], machine: 'another machine' } };
    expect(readText(place)).not.toBe(withTable(place, other));
  },
);

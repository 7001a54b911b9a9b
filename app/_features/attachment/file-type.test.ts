import { expect, test } from 'vitest';
import { endingOf, lookOf } from './file-type.ts';

test.each([
  ['Отчёт.PDF', 'PDF', 'text'],
  ['photo.jpeg', 'JPEG', 'image'],
  ['a.tar.gz', 'GZ', 'archive'],
  ['Makefile', '', 'other'],
  ['.hidden', '', 'other'],
  ['budget 2026.xlsx', 'XLSX', 'sheet'],
  ['page.svg', 'SVG', 'code'],
])('%s is a %s and looks like %s', (name, ending, look) => {
  expect([endingOf(name), lookOf(name)]).toEqual([ending, look]);
});

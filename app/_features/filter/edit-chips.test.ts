import { expect, test } from 'vitest';
import { everything } from '../../../server/domain/filter/ast.ts';
import type { Filter } from '../../../server/domain/filter/ast.ts';
import { toChips } from '../../../server/domain/filter/chips.ts';
import { parseFilter } from '../../../server/domain/filter/parse-filter.ts';
import { sayFilter } from '../../../server/domain/filter/say-filter.ts';
import { changeChip, chipOf, sayChip } from './edit-chips.ts';

const read = (text: string): Filter => {
  const parsed = parseFilter(text);
  return 'filter' in parsed ? parsed.filter : everything;
};
const urgent = chipOf({ kind: 'priority', from: 3, to: 3 });

test('a chip is added to its group, to a new one, and to a filter of none', () => {
  const filter = read('today | overdue & @home');
  const add = (group: number, index: number) =>
    changeChip(filter, { at: { group, index }, chip: urgent }, 'en');
  expect(add(0, 1)).toBe('today & priority:3 | overdue & @home');
  expect(add(1, 2)).toBe('today | overdue & @home & priority:3');
  expect(add(2, 0)).toBe('today | overdue & @home | priority:3');
  expect(changeChip(everything, { at: { group: 0, index: 0 }, chip: urgent }, 'ru')).toBe(
    'приоритет:3',
  );
});

test('a chip is changed, turned round and taken away; an empty group goes', () => {
  const filter = read('today | overdue & @home');
  const at = { group: 1, index: 0 };
  const [, [chip] = []] = toChips(filter);
  if (chip?.kind !== 'clause') throw new Error('no chip');
  expect(changeChip(filter, { at, chip: urgent }, 'en')).toBe('today | priority:3 & @home');
  expect(changeChip(filter, { at, chip: { ...chip, negated: true } }, 'en')).toBe(
    'today | !overdue & @home',
  );
  expect(changeChip(filter, { at, chip: null }, 'en')).toBe('today | @home');
  const first = { group: 0, index: 0 };
  expect(changeChip(filter, { at: first, chip: null }, 'en')).toBe('overdue & @home');
});

test('what stands in brackets is one chip, kept as it is while others change', () => {
  const filter = read('(today | overdue) & @home');
  expect(toChips(filter)[0]?.map((chip) => sayChip(chip, 'en'))).toEqual([
    'due today or overdue',
    'labelled “home”',
  ]);
  const text = changeChip(filter, { at: { group: 0, index: 1 }, chip: urgent }, 'en');
  expect(text).toBe('(today | overdue) & priority:3');
});

test('the chips of one group say together what the sentence says', () => {
  for (const text of ['today & @home & !status:done', 'срок:нет & исполнитель:я', '!has:notes']) {
    const filter = read(text);
    const said = toChips(filter)[0]?.map((chip) => sayChip(chip, 'ru'));
    expect(said?.join(', ')).toBe(sayFilter(filter, 'ru'));
  }
});

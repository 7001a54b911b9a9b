import { expect, test } from 'vitest';
import { checkCatalogues } from './catalogues.ts';
import { found } from './testing/plant.ts';

const en = 'app/_i18n/messages/en/task.json';
const ru = 'app/_i18n/messages/ru/task.json';
const pair = (english: object, russian: object) => ({
  [en]: JSON.stringify(english, null, 2),
  [ru]: JSON.stringify(russian, null, 2),
});

test('the same keys with the same values pass', () => {
  const english = { task: { count: '{n, plural, one {# task} other {# tasks}} of {name}' } };
  const russian = {
    task: {
      count: '{name}: {n, plural, one {# задача} few {# задачи} many {# задач} other {# задачи}}',
    },
  };
  expect(found(checkCatalogues, pair(english, russian))).toEqual([]);
});

test.each([
  [{ a: 'A', b: 'B' }, { a: 'А' }, [`${en}:3: b: is not in ${ru}`]],
  [{ a: 'A' }, { a: 'А', b: { c: 'Б' } }, [`${ru}:4: b.c: is not in ${en}`]],
  [{ a: ' ' }, { a: 'А' }, [`${en}:2: a: is empty`]],
  [
    { a: 'Hi {name}' },
    { a: 'Привет' },
    [`${en}:2: a: takes name, there nothing`, `${ru}:2: a: takes nothing, there name`],
  ],
  [
    { a: '{n, plural, one {# task} other {# tasks}}' },
    { a: '{n, plural, one {# задача} other {# задачи}}' },
    [`${ru}:2: a: lacks the plural few, many`],
  ],
])('%j beside %j is refused', (english, russian, messages) => {
  expect(found(checkCatalogues, pair(english, russian))).toEqual(messages);
});

test('a catalogue without its sibling is refused', () => {
  expect(found(checkCatalogues, { [en]: '{}' })).toEqual([`${en}:1: ${ru} is missing`]);
});

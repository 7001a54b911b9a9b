import { expect, test } from 'vitest';
import { checkMessages } from './messages.ts';
import { found } from './testing/plant.ts';

const component = 'app/_features/task/row.tsx';
const catalogue = 'app/_i18n/messages/en/task.json';
const told = (code: string, messages: object) =>
  found(checkMessages, {
    [component]: `export function Row() {\n  const t = useTranslations('task');\n  ${code}\n}`,
    [catalogue]: JSON.stringify(messages, null, 2),
  });

test('a message that nobody says is refused', () => {
  expect(told("return t('done');", { done: 'Done', open: 'Open' })).toEqual([
    `${catalogue}:3: task.open is said nowhere`,
  ]);
});

test('what is said and is no message is refused', () => {
  expect(told("return t(is ? 'done' : 'dome');", { done: 'Done' })).toEqual([
    `${component}:3: there is no message task.dome`,
  ]);
  expect(told("return useTranslations('task')('opne') + t('done');", { done: 'Done' })).toEqual([
    `${component}:3: there is no message task.opne`,
  ]);
});

test('a part that is filled in must stand somewhere', () => {
  const code = "const kinds = ['a', 'b']; return t(`kind.${kinds[0]}`);";
  expect(told(code, { kind: { a: 'A', b: 'B' } })).toEqual([]);
  expect(told(code, { kind: { a: 'A', c: 'C' } })).toEqual([
    `${catalogue}:4: task.kind.c is said nowhere`,
  ]);
});

test('whole keys, and keys from tables, pass', () => {
  const code =
    "const words = { x: 'done' }; say(words); function say(t) { return t('task.open'); } t(words.x);";
  expect(told(code, { done: 'Done', open: 'Open' })).toEqual([]);
});

import { describe, expect, test } from 'vitest';
import { messages } from './messages.ts';

type Tree = { [key: string]: string | Tree };

function flat(tree: Tree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[prefix + key, value] as [string, string]]
      : flat(value, `${prefix}${key}.`),
  );
}

type Shape = { names: Set<string>; plurals: string[][] };

/** Reads an ICU message: its arguments and tags, and the branches of each plural. Throws where braces do not match. */
function shapeOf(text: string, shape: Shape = { names: new Set(), plurals: [] }): Shape {
  for (const [, tag = ''] of text.matchAll(/<(\w+)>/g)) shape.names.add(tag);
  for (const body of bracesOf(text)) {
    const [, name = '', kind, rest = ''] = /^\s*(\w+)\s*(?:,\s*(\w+)\s*,?(.*))?$/s.exec(body) ?? [];
    if (name === '') throw new Error(`{${body}} names no argument`);
    shape.names.add(name);
    if (kind === 'plural' || kind === 'selectordinal') {
      shape.plurals.push([...outside(rest).matchAll(/=?\w+/g)].map(([branch]) => branch));
    }
    for (const branch of bracesOf(rest)) shapeOf(branch, shape);
  }
  return shape;
}

/** What stands inside the outermost braces. */
function bracesOf(text: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === '{' && depth++ === 0) from = at + 1;
    if (letter === '}' && --depth === 0) found.push(text.slice(from, at));
    if (depth < 0) break;
  }
  if (depth !== 0) throw new Error(`braces do not match in “${text}”`);
  return found;
}

function outside(text: string): string {
  return bracesOf(text).reduce((rest, body) => rest.replace(`{${body}}`, ' '), text);
}

const en = flat(messages.en);
const ru = flat(messages.ru);

test('both languages have the same keys, in the same order', () => {
  expect(ru.map(([key]) => key)).toEqual(en.map(([key]) => key));
});

test('every Russian text is Russian, but for names and the shape of a code', () => {
  const strange = ru.filter(
    ([, text]) => /\p{L}/u.test(outside(text)) && !/\p{Script=Cyrillic}/u.test(text),
  );
  expect(Object.fromEntries(strange)).toEqual({
    'auth.setupCodeShape': 'XXXX-XXXX-XXXX',
    'history.screen.system': 'Cairn',
    'language.en': 'English',
    'product.name': 'Cairn',
  });
});

describe.each(en)('%s', (key, english) => {
  const russian = new Map(ru).get(key) ?? '';

  test('takes the same arguments in both', () => {
    expect([...shapeOf(russian).names].toSorted()).toEqual([...shapeOf(english).names].toSorted());
  });

  test('has every form of a plural', () => {
    for (const forms of shapeOf(english).plurals)
      expect(forms).toEqual(expect.arrayContaining(['one', 'other']));
    for (const forms of shapeOf(russian).plurals) {
      expect(forms).toEqual(expect.arrayContaining(['one', 'few', 'many', 'other']));
    }
  });

  test('is calm and well set', () => {
    for (const text of [english, russian]) expect(text).not.toMatch(/!|\.\.\.|"|^\s|\s$| {2}/);
    expect(russian).not.toMatch(/[“”]/);
    expect(russian, 'a one-letter word needs U+00A0 behind it, or it ends a line').not.toMatch(
      /(?<![\p{L}\p{N}])[вкcсуоиая] (?=\p{L})/iu,
    );
  });
});

test('the reading sees what it looks for', () => {
  const text = '{n, plural, one {# day of {name}} other {<b>#</b> days}} and {more}';
  expect([...shapeOf(text).names].toSorted()).toEqual(['b', 'more', 'n', 'name']);
  expect(shapeOf(text).plurals).toEqual([['one', 'other']]);
  expect(() => shapeOf('{n, plural, one {#} other {#}')).toThrow('braces');
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { excerptOf, markWords } from './mark-words.ts';

const is =
  (...words: string[]) =>
  (word: string) =>
    words.includes(word);
const shown = (text: string) => text.replaceAll('\u0002', '<').replaceAll('\u0003', '>');

describe('marks stand around whole words', () => {
  test.each([
    ['Купить зелёные яблоки', ['зеленые'], 'Купить <зелёные> яблоки'],
    ['МОЛОКО, молоко; (Молоко)', ['молоко'], '<МОЛОКО>, <молоко>; (<Молоко>)'],
    ['milkshake with milk', ['milk'], 'milkshake with <milk>'],
    ['по-моему self-hosted', ['моему', 'hosted'], 'по-<моему> self-<hosted>'],
    ['ann@mail.example/path', ['mail', 'path'], 'ann@<mail>.example/<path>'],
    ['１２ and ﬁle', ['12', 'file'], '<１２> and <ﬁle>'],
    ['e\u0301t\u0301 й', ['e\u0301t\u0301'.normalize('NFKC'), 'й'], '<e\u0301t\u0301> <й>'],
    ['nothing here', ['there'], 'nothing here'],
    ['<b>milk</b> & "x"', ['milk'], '<b><milk></b> & "x"'],
    ['its \u0002own\u0003 marks', ['own'], 'its <own> marks'],
    ['', ['x'], ''],
  ])('%j', (text, words, marked) => {
    expect(shown(markWords(text, is(...words)))).toBe(marked);
  });

  test('without the marks a text is as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ maxLength: 2 }), (text, part) => {
        const plain = text.replaceAll(/[\u0002\u0003]/g, '');
        const marked = markWords(text, (word) => word.includes(part));
        expect(marked.replaceAll(/[\u0002\u0003]/g, '')).toBe(plain);
        expect(marked.split('\u0002').length).toBe(marked.split('\u0003').length);
        expect(marked).not.toMatch(/\u0002[^\u0003]*\u0002/);
      }),
    );
  });
});

describe('an excerpt', () => {
  const far = 'far away '.repeat(60);

  test.each([
    ['one two\n\nthree', ['three'], 'one two <three>'],
    ['no such word', ['x'], 'no such word'],
    [`${far}the quince stands`, ['quince'], /^…[^<]{20,45}<quince> stands$/],
    [`the quince ${far}`, ['quince'], /^the <quince> far [^<]*…$/],
    [`${far}quince ${far}quince`, ['quince'], /^…[^<]*<quince> far[^<]*…$/],
    [`${'x'.repeat(500)} quince ${'y'.repeat(500)}`, ['quince'], /^…<quince> y+…$/],
    [`${'😀'.repeat(300)}`, ['x'], /^😀+…$/u],
  ])('%#', (text, words, expected) => {
    const excerpt = shown(excerptOf(text, is(...words)));
    if (typeof expected === 'string') expect(excerpt).toBe(expected);
    else expect(excerpt).toMatch(expected);
    expect(excerpt.length).toBeLessThan(260);
    expect(excerpt.isWellFormed()).toBe(true);
  });

  test('holds the first word that was found, of any text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 300 }), { maxLength: 6 }),
        (parts) => {
          const excerpt = excerptOf([...parts, ' quince ', ...parts].join(' '), is('quince'));
          expect(excerpt).toContain('\u0002quince\u0003');
          expect(excerpt.length).toBeLessThan(300);
        },
      ),
    );
  });
});

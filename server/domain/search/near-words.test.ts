import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearWords } from './near-words.ts';

describe('the spellings that a word may be meant for', () => {
  test.each([
    ['recieve', 'receive', 'two letters swapped'],
    ['invoce', 'invoice', 'a letter missing'],
    ['milkk', 'milk', 'a letter too many'],
    ['molk', 'milk', 'a letter wrong'],
    ['ilmk', 'limk', 'the first two swapped'],
    ['seperate', 'separate', 'a vowel wrong'],
    ['catagary', 'category', 'two vowels wrong'],
    ['малако', 'молоко', 'two vowels as they are heard'],
    ['карова', 'корова', 'one'],
    ['превычка', 'привычка', 'another'],
    ['паралель', 'параллель', 'a letter of two'],
    ['сертефикат', 'сертификат', 'in the middle'],
    ['отчет', 'отче', 'at the end'],
  ])('«%s» may mean «%s»: %s', (typed, meant) => {
    expect(nearWords(typed)).toContain(meant);
  });

  test.each(['', 'дом', 'cat', 'x'.repeat(25), 'v123', '2026', 'word7'])(
    '«%s» is meant as it stands',
    (word) => expect(nearWords(word)).toEqual([]),
  );

  test('never the word itself, nor one twice, and no more than a statement can ask for', () => {
    const letter = fc.constantFrom(...Array.from('abeiouzабеиоуя'));
    fc.assert(
      fc.property(fc.array(letter, { minLength: 4, maxLength: 24 }), (letters) => {
        const word = letters.join('');
        const near = nearWords(word);
        expect(near).not.toContain(word);
        expect(new Set(near).size).toBe(near.length);
        expect(near.length).toBeLessThan(2000);
      }),
    );
  });

  test('in both directions: what one mistake made, one mends', () => {
    const word = fc.string({
      unit: fc.constantFrom(...Array.from('abcдеижз')),
      minLength: 5,
      maxLength: 9,
    });
    fc.assert(
      fc.property(word, fc.nat(), (meant, n) => {
        const at = n % (meant.length - 1);
        const swapped =
          meant.slice(0, at) + meant.charAt(at + 1) + meant.charAt(at) + meant.slice(at + 2);
        const short = meant.slice(0, at) + meant.slice(at + 1);
        if (swapped !== meant) expect(nearWords(swapped)).toContain(meant);
        expect(nearWords(meant)).toContain(short);
      }),
    );
  });
});

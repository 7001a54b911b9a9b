import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkOver, markdownOf, queryAt, writtenOf } from './mention-text.ts';

const [a, b] = ['018f3b1e-0000-7000-8000-00000000000a', '018f3b1e-0000-7000-8000-00000000000b'];

describe('a text with people in it', () => {
  it('is written with their names, and kept with who they are', () => {
    const markdown = `Hi [@Anna Berg](cairn:user/${a}), ask [@Ян \\[x\\]](cairn:user/${b})`;
    const { text, named } = writtenOf(markdown);
    expect(text).toBe('Hi @Anna Berg, ask @Ян [x]');
    expect(markdownOf(text, named)).toBe(markdown);
  });

  it('tells two apart who are called alike, and a name from a longer one', () => {
    const named = [
      { id: a, name: 'Anna' },
      { id: b, name: 'Anna' },
    ];
    expect(markdownOf('@Anna @Anna @Annabel', named)).toBe(
      `[@Anna](cairn:user/${a}) [@Anna](cairn:user/${b}) @Annabel`,
    );
  });

  it('comes back the same whatever is around', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'я', ' ', '.', '[', ']', '(', '\\', '*') });
    fc.assert(
      fc.property(word, word, (before, after) => {
        const markdown = `${before} [@Ann](cairn:user/${a}) ${after}`;
        const { text, named } = writtenOf(markdown);
        expect(markdownOf(text, named)).toBe(markdown);
      }),
    );
  });
});

describe('what is looked for behind an @', () => {
  it.each([
    ['@', 1, { from: 0, query: '' }],
    ['ask @ал', 7, { from: 4, query: 'ал' }],
    ['(@Anna B', 8, { from: 1, query: 'Anna B' }],
  ])('%s at %i', (text, caret, found) => {
    expect(queryAt(text, caret)).toEqual(found);
  });

  it.each(['ann@example', '@ann\nnext', 'no', '@ ann', '@one two three four'])(
    '%s: none',
    (text) => {
      expect(queryAt(text, text.length)).toBeNull();
    },
  );
});

it('makes a link of an address that is pasted over a text', () => {
  expect(linkOver('the plan', ' https://example.org/a_(b) ')).toBe(
    '[the plan](https://example.org/a_%28b%29)',
  );
  expect(linkOver('a [b]', 'http://x.org')).toBe('[a \\[b\\]](http://x.org)');
  for (const [selected, pasted] of [
    ['', 'https://x.org'],
    ['the plan', 'see https://x.org'],
    ['https://y.org', 'https://x.org'],
    ['two\nlines', 'https://x.org'],
  ] as const)
    expect(linkOver(selected, pasted)).toBeNull();
});

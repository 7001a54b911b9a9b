import { expect, it } from 'vitest';
import { quoteOf } from './quote.ts';

it('quotes below what is written, and calls nobody again', () => {
  const body = 'ask [@Anna](cairn:user/018f3b1e-0000-7000-8000-00000000000a)\n\nsoon';
  expect(quoteOf(body, '')).toBe('> ask @Anna\n>\n> soon\n\n');
  expect(quoteOf('b', 'a\n')).toBe('a\n\n> b\n\n');
});

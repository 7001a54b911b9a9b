import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { openText, sealText } from './sealed-text.ts';
import type { Secrets } from './secrets.ts';

const secrets: Secrets = { auth: 's'.repeat(43) };
const sealed = (text: string) => sealText(secrets, 'here', text);
const opened = (text: string) => openText(secrets, 'here', text)?.trimEnd();

test('what was sealed opens, in each process of the instance, and equal texts are equal bytes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.string(), (text, purpose) => {
      const one = sealText(secrets, purpose, text);
      expect(sealText({ ...secrets }, purpose, text)).toBe(one);
      expect(openText({ ...secrets }, purpose, one)?.trimEnd()).toBe(text.trimEnd());
    }),
  );
});

test('nothing opens for another purpose, or by another instance', () => {
  const one = sealed('a place');
  expect(openText(secrets, 'there', one)).toBeNull();
  expect(openText({ auth: 't'.repeat(43) }, 'here', one)).toBeNull();
});

test('what was changed in any character, cut or lengthened does not open', () => {
  const one = sealed('["due","2026-11-26","0192f0c1-0000-7000-8000-000000000000"]');
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  for (let at = 0; at < one.length; at += 1) {
    expect(opened(one.slice(0, at))).toBeUndefined();
    for (const letter of letters)
      if (letter !== one[at])
        expect(opened(one.slice(0, at) + letter + one.slice(at + 1))).toBeUndefined();
  }
  expect(opened(`${one}!`)).toBeUndefined();
  expect(opened(`${one}AAAA`)).toBeUndefined();
});

test('any text at all is refused and no fault', () => {
  fc.assert(fc.property(fc.string(), (text) => opened(text) === undefined));
});

test('a length does not tell what is in it', () => {
  expect(sealed('["due","infinity"]')).toHaveLength(sealed('["due","2026-11-26"]').length);
});

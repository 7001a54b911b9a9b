import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeImage } from './describe-image.ts';
import { avif, gif, jpeg, png, webp } from './testing/pictures.ts';

test.each([
  ['png', png(), 3, 2],
  ['gif', gif(), 3, 2],
  ['jpeg', jpeg(), 3, 2],
  ['jpeg', jpeg(6), 2, 3],
  ['webp', webp('VP8X'), 3, 2],
  ['webp', webp('VP8L'), 3, 2],
  ['webp', webp('VP8 '), 3, 2],
  ['avif', avif(), 3, 2],
  ['avif', avif(true), 2, 3],
])('%s says its size', (type, bytes, width, height) => {
  expect(describeImage(bytes)).toEqual({ type, width, height });
});

test.each([
  ['an HTML page', '<!doctype html><script>alert(1)</script>'],
  ['an SVG', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  ['a PDF', '%PDF-1.7'],
  ['a HEIC, which browsers do not show', '\0\0\0\x18ftypheic\0\0\0\0mif1heic'],
  ['nothing', ''],
])('%s is no picture', (_, text) => {
  expect(describeImage(Buffer.from(text, 'latin1'))).toBeNull();
});

test('one that is cut before its size, or says an absurd one, is no picture', () => {
  for (const bytes of [png(), gif(), jpeg(), webp('VP8X'), avif()])
    for (let length = 0; length < bytes.length; length += 1)
      describeImage(bytes.subarray(0, length));
  expect(describeImage(png().subarray(0, 20))).toBeNull();
  expect(describeImage(png(0, 2))).toBeNull();
  expect(describeImage(png(2_000_000, 2))).toBeNull();
});

test('whatever the bytes are, it ends and says so in words of ours', () => {
  const begin = [png(), gif(), jpeg(), webp('VP8X'), avif()].map((bytes) => bytes.subarray(0, 16));
  const some = fc.tuple(fc.constantFrom(...begin), fc.uint8Array({ maxLength: 300 }));
  fc.assert(
    fc.property(some, ([head, rest]) => {
      const found = describeImage(Buffer.concat([head, rest]));
      expect(found === null || (found.width > 0 && found.height > 0)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

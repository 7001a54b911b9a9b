import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { movedRanges } from './literal-ranges.ts';

const texts = (text: string, ranges: readonly { start: number; end: number }[]) =>
  ranges.map(({ start, end }) => text.slice(start, end));

it('keeps what stands before the place that is edited, and moves what stands behind it', () => {
  const before = 'Watch Tomorrow on friday';
  const ranges = [
    { start: 6, end: 14 },
    { start: 18, end: 24 },
  ];
  const typed = 'Watch Tomorrow now on friday';
  expect(texts(typed, movedRanges(ranges, before, typed))).toEqual(['Tomorrow', 'friday']);
  expect(texts(before, movedRanges(ranges, before, `${before}!`))).toEqual(['Tomorrow', 'friday']);
});

it('gives up one whose own text is edited', () => {
  const before = 'Watch Tomorrow';
  const ranges = [{ start: 6, end: 14 }];
  expect(movedRanges(ranges, before, 'Watch Tomorow')).toEqual([]);
  expect(movedRanges(ranges, before, '')).toEqual([]);
});

it('never tells another text than the one that it was of', () => {
  const part = fc.string({ maxLength: 6 });
  fc.assert(
    fc.property(part, part, part, part, (head, kept, tail, put) => {
      const before = head + kept + tail;
      const range = { start: head.length, end: head.length + kept.length };
      for (const after of [put + kept + tail, head + kept + put, head + put + kept + tail])
        for (const text of texts(after, movedRanges([range], before, after)))
          expect(text).toBe(kept);
    }),
  );
});

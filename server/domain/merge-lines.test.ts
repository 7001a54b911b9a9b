import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeLines } from './merge-lines.ts';

const base = 'one\ntwo\nthree\nfour';

describe('what one side changed is as that side has it', () => {
  it.each([
    ['lines apart', 'ONE\ntwo\nthree\nfour', 'one\ntwo\nthree\nFOUR', 'ONE\ntwo\nthree\nFOUR'],
    [
      'lines side by side',
      'one\nTWO\nthree\nfour',
      'one\ntwo\nTHREE\nfour',
      'one\nTWO\nTHREE\nfour',
    ],
    [
      'a line and one put above it',
      'ONE\ntwo\nthree\nfour',
      `zero\n${base}`,
      'zero\nONE\ntwo\nthree\nfour',
    ],
    [
      'a line and one put below it',
      'one\ntwo\nthree\nFOUR',
      `${base}\nfive`,
      'one\ntwo\nthree\nFOUR\nfive',
    ],
    [
      'a line taken out and another put in',
      'one\nthree\nfour',
      `${base}\nfive`,
      'one\nthree\nfour\nfive',
    ],
    ['a line taken out by both', 'one\nthree\nfour', 'one\nthree\nfour', 'one\nthree\nfour'],
  ])('%s', (_, ours, theirs, merged) => {
    expect(mergeLines(base, ours, theirs)).toBe(merged);
    expect(mergeLines(base, theirs, ours)).toBe(merged);
  });
});

describe('where both changed the same, both are there, ours first', () => {
  it.each([
    [
      'a line',
      'one\nours\nthree\nfour',
      'one\ntheirs\nthree\nfour',
      'one\nours\ntheirs\nthree\nfour',
    ],
    ['the end', `${base}\nours`, `${base}\ntheirs`, `${base}\nours\ntheirs`],
    [
      'a line that one took out',
      'one\nthree\nfour',
      'one\nTWO\nthree\nfour',
      'one\nTWO\nthree\nfour',
    ],
    ['lines that meet in one', 'a\nb\nthree\nfour', 'one\nc\nd\nfour', 'a\nb\nc\nd\nfour'],
    [
      'what is the same once',
      `${base}\nboth\nours`,
      `${base}\nboth\ntheirs`,
      `${base}\nboth\nours\ntheirs`,
    ],
    ['all of it', 'ours', 'theirs', 'ours\ntheirs'],
  ])('%s', (_, ours, theirs, merged) => {
    expect(mergeLines(base, ours, theirs)).toBe(merged);
  });
});

describe('texts that are empty, and ends of texts', () => {
  it.each([
    ['both began with nothing', '', 'a', 'b', 'a\nb'],
    ['one emptied it', 'a\nb', '', 'a\nb\nc', 'c'],
    ['both emptied it', 'a', '', '', ''],
    ['a break at the end is no line', 'a\n', 'a\nb', 'a\nc\n', 'a\nb\nc'],
    ['the break of one side stays', 'a', 'a\nb\n', 'a', 'a\nb\n'],
    ['empty lines are lines', 'a\n\nb', 'a\n\nB', 'A\n\nb', 'A\n\nB'],
  ])('%s', (_, was, ours, theirs, merged) => {
    expect(mergeLines(was, ours, theirs)).toBe(merged);
  });
});

// Few different lines, so that there is much that repeats and meets.
const text = fc
  .array(fc.constantFrom('', 'a', 'b', 'c', 'd'), { maxLength: 12 })
  .map((lines) => lines.join('\n'));
const counts = (value: string) => {
  const found = new Map<string, number>();
  for (const line of value.split('\n')) found.set(line, (found.get(line) ?? 0) + 1);
  return found;
};

describe('for any texts', () => {
  it('a side that changed nothing, or the same, changes nothing', () => {
    fc.assert(
      fc.property(text, text, (was, now) => {
        expect(mergeLines(was, now, now)).toBe(now);
        expect(mergeLines(was, was, now)).toBe(now);
        expect(mergeLines(was, now, was)).toBe(now);
      }),
    );
  });

  it('who comes first decides of nothing but the order', () => {
    fc.assert(
      fc.property(text, text, text, (was, ours, theirs) => {
        expect(counts(mergeLines(was, ours, theirs))).toEqual(
          counts(mergeLines(was, theirs, ours)),
        );
      }),
    );
  });

  it('each line that only one side added is there, as often as it was added', () => {
    const line = fc.constantFrom('ours 1', 'ours 2', 'ours 3');
    fc.assert(
      fc.property(text, text, fc.array(line), fc.array(fc.nat()), (was, theirs, added, places) => {
        const lines = was === '' ? [] : was.split('\n');
        for (const [at, one] of added.entries())
          lines.splice((places[at] ?? 0) % (lines.length + 1), 0, one);
        const merged = counts(mergeLines(was, lines.join('\n'), theirs));
        for (const one of new Set(added))
          expect(merged.get(one)).toBe(added.filter((other) => other === one).length);
      }),
    );
  });

  it('edits of different lines are all in their places', () => {
    const edits = fc.array(fc.constantFrom('ours', 'theirs', 'nobody'), { maxLength: 20 });
    const does = fc.array(fc.constantFrom('change', 'take out', 'put above'), { minLength: 20 });
    fc.assert(
      fc.property(edits, does, (who, what) => {
        const as = (...sides: string[]) =>
          who
            .flatMap((side, at) => {
              if (!sides.includes(side) || side === 'nobody') return [`line ${at}`];
              if (what[at] === 'take out') return [];
              return what[at] === 'change' ? [`${side} ${at}`] : [`${side} ${at}`, `line ${at}`];
            })
            .join('\n');
        expect(mergeLines(as(), as('ours'), as('theirs'))).toBe(as('ours', 'theirs'));
      }),
    );
  });
});

// Without a bound this compares for minutes; where the bound is reached nothing may be lost either.
it('ten thousand lines of which nothing is left are merged too, and all that was written is there', () => {
  const lines = (mark: string) => Array.from({ length: 10_000 }, (_, at) => `${mark} ${at}`);
  const [was, ours, theirs] = [lines('was'), lines('ours'), lines('theirs')];
  const join = (all: string[]) => all.join('\n');
  expect(mergeLines(join(was), join(ours), join(theirs))).toBe(join([...ours, ...theirs]));
  const everyOther = was.map((line, at) => (at % 2 ? line : `ours ${at}`));
  const merged = mergeLines(join(was), join(everyOther), join([...was, 'the last']));
  expect(merged).toBe(join([...everyOther, 'the last']));
});

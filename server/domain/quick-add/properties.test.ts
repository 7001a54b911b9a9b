import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseLine } from './parse-line.ts';
import type { LineContext, ParsedLine } from './parse-line.ts';
import { renderLine, renderedLine } from './render-line.ts';
import { asExpectation, contextOf, corpusLanguages, corpusOf } from './testing/corpus.ts';

const context: LineContext = {
  now: '2026-11-24T10:30:00Z',
  timeZone: 'Europe/London',
  locale: 'en-GB',
};
const runs = { numRuns: process.env['LONG'] ? 20_000 : 400 };
const phrases = corpusLanguages.flatMap((language) =>
  corpusOf(language).map((entry) => ({ ...entry, context: contextOf(entry, language) })),
);
const phrase = fc.constantFrom(...phrases);

/** Chips that the corpus holds, as they are written there, apart from quotes, notes and what has a place of its own. */
const chipTexts = phrases.flatMap(({ phrase: text, context: at }) =>
  parseLine(text, at)
    .spans.filter(({ kind }) => kind !== 'notes')
    .map(({ start, end }) => text.slice(start, end)),
);
const chip = fc.constantFrom(...new Set(chipTexts));

/** Words that are in no table of the grammar. */
const word = fc.constantFrom(
  ...'Anna lamp Hamlet invoice basil dentist chair молоко кактус Оля смета доска ёлка письмо'.split(
    ' ',
  ),
);
const line = fc
  .array(fc.oneof(word, word, chip), { minLength: 1, maxLength: 8 })
  .map((pieces) => pieces.join(' '));

const fieldsOf = (text: string, at: LineContext = context) => asExpectation(parseLine(text, at));

describe('any line of quick add', () => {
  test('without a word of the grammar is its title, byte for byte', () => {
    const space = fc.constantFrom(' ', '  ', '\t', ', ', '. ', ' - ', ' — ', '; ', '… ');
    const text = fc
      .array(fc.tuple(fc.stringMatching(/^[BbfgjkzБбгжхцшщэю]{3,9}$/u), space), { maxLength: 12 })
      .map((pairs) => pairs.flat().join(''));
    fc.assert(
      fc.property(text, (plain) => {
        expect(parseLine(plain, context)).toEqual({
          title: plain,
          labels: [],
          assignees: [],
          spans: [],
        });
      }),
      runs,
    );
  });

  test('without a chip is its title, byte for byte, whatever it holds', () => {
    const blank = fc.constantFrom(
      ' ',
      '  ',
      '\t',
      '\u00a0',
      ' // ',
      ' //',
      '/',
      '"',
      '(',
      ' - ',
      '!',
    );
    const any = fc.array(
      fc.oneof(blank, word, chip, fc.string({ unit: 'grapheme', maxLength: 9 })),
      {
        maxLength: 6,
      },
    );
    fc.assert(
      fc.property(any, (pieces) => {
        const text = pieces.join('');
        const { spans, title, ...read } = parseLine(text, context);
        if (spans.length > 0) return;
        expect({ title, read }).toEqual({ title: text, read: { labels: [], assignees: [] } });
      }),
      runs,
    );
  });

  test('has spans in order, apart, and with the title around them', () => {
    const withPhrases = fc.oneof(
      line,
      phrase.map((one) => one.phrase),
    );
    fc.assert(
      fc.property(withPhrases, (text) => holdsSpans(text, parseLine(text, context))),
      runs,
    );
  });

  test('never throws, whatever it holds', () => {
    const any = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc
        .array(fc.oneof(chip, fc.string({ maxLength: 3 })), { maxLength: 9 })
        .map((all) => all.join('')),
    );
    fc.assert(
      fc.property(any, (text) => holdsSpans(text, parseLine(text, context))),
      runs,
    );
  });

  test('says the same when it is rendered', () => {
    fc.assert(
      fc.property(line, (text) => {
        const parsed = parseLine(text, context);
        const { text: rendered, literal } = renderedLine(parsed);
        expect(rendered).toBe(renderLine(parsed));
        expect(fieldsOf(rendered, { ...context, literal })).toEqual(asExpectation(parsed));
      }),
      runs,
    );
  });

  test('is no single date where a repeat stands in it', () => {
    const repeats = phrases.flatMap(({ phrase: text, context: at }) =>
      parseLine(text, at)
        .spans.filter(({ kind }) => kind === 'repeat')
        .map(({ start, end }) => text.slice(start, end)),
    );
    const strong = repeats.filter((text) => 'rrule' in fieldsOf(`Anna ${text} lamp`));
    /** A slash is another date in another place, and an end that is no date is half understood. */
    const piece = fc.oneof(word, chip).filter((text) => !text.includes('/'));
    const pieces = fc.tuple(
      fc.array(piece, { maxLength: 3 }),
      fc.constantFrom(...strong),
      fc.array(piece, { maxLength: 3 }),
    );
    fc.assert(
      fc.property(pieces, ([before, repeat, behind]) => {
        const read = fieldsOf([...before, 'Anna', repeat, ...behind].join(' '));
        expect(read.rrule ?? read.dueOn ?? read.startOn).toBe(read.rrule);
      }),
      runs,
    );
  });

  test('has a repeat with all days that are added to it, or none of it', () => {
    const english = fc.tuple(
      fc.constantFrom('every weekday', 'every monday', 'on tuesdays', 'every 15th', 'every 5 May'),
      fc.constant('and'),
      fc.constantFrom('saturday', 'every saturday', 'last day', 'weekend', '6 June', '9:00'),
    );
    const russian = fc.tuple(
      fc.constantFrom('по будням', 'каждый вторник', 'по пн', 'каждое 15-е', 'каждое 5 мая'),
      fc.constant('и'),
      fc.constantFrom('субботам', 'по субботам', 'субботу', 'последнее число', '6 июня', 'завтра'),
    );
    const behind = fc.constantFrom('', ' Anna', ' at 17:00');
    fc.assert(
      fc.property(fc.oneof(english, russian), behind, ([repeat, and, day], rest) => {
        const text = `Anna ${repeat} ${and} ${day}${rest}`;
        const { title, rrule = '' } = parseLine(text, context);
        if (title === text) return;
        const alone = parseLine(`Anna ${repeat}`, context).rrule ?? '';
        expect(title).toMatch(/^Anna(?: Anna)?$/u);
        expect(rrule.length).toBeGreaterThan(alone.length);
      }),
      runs,
    );
  });

  test('gives a chip back as text where it is literal', () => {
    fc.assert(
      fc.property(line, fc.nat(), (text, index) => {
        const { spans } = parseLine(text, context);
        const span = spans[index % Math.max(spans.length, 1)];
        if (!span) return;
        const literal = parseLine(text, { ...context, literal: [span] });
        expect(literal.title).toContain(text.slice(span.start, span.end).trim());
        expect(
          literal.spans.every(({ start, end }) => end <= span.start || start >= span.end),
        ).toBe(true);
      }),
      runs,
    );
  });
});

test('every line of the corpus says the same when it is rendered', () => {
  const lost = phrases.filter(({ phrase: text, context: at }) => {
    const parsed = parseLine(text, at);
    const { text: rendered, literal } = renderedLine(parsed);
    const again = fieldsOf(rendered, { ...at, literal });
    return JSON.stringify(sorted(again)) !== JSON.stringify(sorted(asExpectation(parsed)));
  });
  expect(lost.map((one) => one.phrase)).toEqual([]);
});

test('every line of the corpus needs no literal for that', () => {
  const lost = phrases.filter(({ phrase: text, context: at }) => {
    const parsed = parseLine(text, at);
    const again = fieldsOf(renderLine(parsed), at);
    return JSON.stringify(sorted(again)) !== JSON.stringify(sorted(asExpectation(parsed)));
  });
  expect(lost.map((one) => one.phrase)).toEqual([]);
});

const sorted = (fields: object) =>
  Object.entries(fields).toSorted(([one], [other]) => one.localeCompare(other));

describe('a phrase of the corpus', () => {
  /** What does not depend on how the title and names are written. */
  const whenOf = (text: string, at: LineContext) => {
    const { dueOn, dueTime, startOn, rrule, anchor, priority, estimateMinutes } = fieldsOf(
      text,
      at,
    );
    return { dueOn, dueTime, startOn, rrule, anchor, priority, estimateMinutes };
  };
  /** `tom` and `tod` are names when they have a capital. */
  const isSpelled = /\b(?:tom|tod)\b/iu;

  test.each<[string, (text: string) => string]>([
    ['upper case', (text) => text.toUpperCase()],
    ['е for ё', (text) => text.replaceAll('ё', 'е').replaceAll('Ё', 'Е')],
    ['doubled spaces', (text) => text.replaceAll(' ', '  ')],
    ['tabs and no-break spaces', (text) => text.replaceAll(' ', '\t\u00a0')],
  ])('says the same with %s', (_, change) => {
    const changed = phrases.filter(({ phrase: text, context: at }) => {
      const [before, after] = [whenOf(text, at), whenOf(change(text), at)];
      return !isSpelled.test(text) && JSON.stringify(before) !== JSON.stringify(after);
    });
    expect(changed.map((one) => one.phrase)).toEqual([]);
  });
});

/** Spans lie within the text, in order and apart, and the title has its letters from outside of them. */
function holdsSpans(text: string, { spans, title }: ParsedLine): void {
  let from = 0;
  let outside = '';
  for (const { start, end } of spans) {
    expect(start).toBeGreaterThanOrEqual(from);
    expect(end).toBeGreaterThan(start);
    outside += text.slice(from, start);
    from = end;
  }
  expect(from).toBeLessThanOrEqual(text.length);
  outside += text.slice(from);
  let place = 0;
  for (const letter of title.replaceAll(/\s/gu, '')) {
    const found = outside.indexOf(letter, place);
    expect(found).toBeGreaterThanOrEqual(0);
    place = found + 1;
  }
}

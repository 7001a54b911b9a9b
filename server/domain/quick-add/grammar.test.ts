import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test, vi } from 'vitest';
import { candidatesOf } from './find-candidates.ts';
import { weekdayWords } from './lexicon/weekdays.ts';
import type { WeekdayWord } from './lexicon/weekdays.ts';
import { everyWords } from './lexicon/words.ts';
import { lineOf } from './line.ts';
import { parseLine } from './parse-line.ts';
import { answerTo, corpusLanguages, corpusOf, listedMisses } from './testing/corpus.ts';

const misses = listedMisses();

/** The phrases that the grammar reads otherwise than the corpus expects. */
function missedIn(language: string): { phrase: string; got: unknown }[] {
  return corpusOf(language).flatMap((entry) => {
    const got = answerTo(entry, language);
    return isDeepStrictEqual(got, entry.expect) ? [] : [{ phrase: entry.phrase, got }];
  });
}

describe.each(corpusLanguages)('the grammar of quick add over the corpus, %s', (language) => {
  const corpus = corpusOf(language);
  const missed = missedIn(language);

  test('misses what is listed with its reason, and nothing else', () => {
    const phrases = new Set(corpus.map(({ phrase }) => phrase));
    const listed = misses.filter(({ phrase }) => phrases.has(phrase));
    expect(missed).toEqual(listed.map(({ phrase, got }) => ({ phrase, got })));
  });

  test('reads at least 99 of 100 exactly', () => {
    expect(missed.length).toBeLessThanOrEqual(corpus.length / 100);
  });

  test('turns red when the lexicon is wrong', () => {
    const words = weekdayWords as Map<string, WeekdayWord>;
    const friday = language === 'ru' ? 'пятницу' : 'friday';
    const right = words.get(friday)!;
    words.set(friday, { ...right, weekday: 2 });
    expect(missedIn(language).length).toBeGreaterThan(5);
    words.set(friday, right);
  });

  test('turns red when `every` is not known', () => {
    const words = everyWords as Set<string>;
    const known = [...words];
    words.clear();
    expect(missedIn(language).length).toBeGreaterThan(50);
    for (const word of known) words.add(word);
  });
});

describe('the work of a line', () => {
  /** Tokens that are looked at for each character of a line that repeats a piece up to a length. */
  const stepsPerCharacter = (piece: string, length: number): number => {
    const line = lineOf(piece.repeat(length / piece.length).slice(0, length));
    candidatesOf(line);
    return line.steps / length;
  };

  test.each([
    'every ',
    'every mon, ',
    'каждый ',
    'каждые 3-4 ',
    'раз в ',
    '2 раза в ',
    'twice a ',
    'every odd ',
    'every couple of ',
    'once a week, ',
    'в пн и ',
    'mon-',
    '1, ',
    'monday mornings ',
    'every day ending ',
    'alternate ',
    '(',
    '"',
    '«',
    '"a',
    '1',
    '1 ',
    '1-',
    '1.1.',
    'half past ',
    'mon ',
    'mondays, ',
    '1st and ',
    'from ',
    'с 5 по ',
    'срок ',
    'tomorrow ',
    '#a/',
    '#',
    '@a ',
    ' //',
    '!',
    'не ',
    ',',
    'ё',
    '\u{1F382}',
  ])('is linear for a line of %j', (piece) => {
    const [short, long] = [stepsPerCharacter(piece, 4_000), stepsPerCharacter(piece, 64_000)];
    expect(long).toBeLessThanOrEqual(short * 1.05 + 1);
    expect(long).toBeLessThan(150);
  });

  test('nests as deep as a line is long', () => {
    const context = { now: '2026-11-24T10:30:00Z', timeZone: 'Etc/UTC', locale: 'en' };
    const depth = 30_000;
    const nested = `Call ${'('.repeat(depth)}tomorrow${')'.repeat(depth)}`;
    expect(parseLine(nested, context)).toMatchObject({ title: 'Call', dueOn: '2026-11-25' });
    const open = '(@a '.repeat(depth / 2);
    expect(parseLine(open, context).title).toBe('('.repeat(depth / 2));
  });

  test.each([
    ['a', 65_536],
    ['я', 32_768],
    ['\u{1F382}', 16_384],
  ])('is refused from 64 KB of UTF-8 on: %s', (letter, most) => {
    const context = { now: '2026-11-24T10:30:00Z', timeZone: 'Etc/UTC', locale: 'en' };
    const text = letter.repeat(most - 1);
    expect(parseLine(text, context).title).toBe(text);
    expect(() => parseLine(text + letter, context)).toThrow(RangeError);
  });

  test('reads no zone of the process', () => {
    vi.stubEnv('TZ', 'Pacific/Apia');
    expect(missedIn('ru')).toHaveLength(
      misses.filter(({ phrase }) => /[а-я]/iu.test(phrase)).length,
    );
    vi.unstubAllEnvs();
  });
});

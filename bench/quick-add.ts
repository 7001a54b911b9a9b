import { isDeepStrictEqual } from 'node:util';
import { parseLine } from '../server/domain/quick-add/parse-line.ts';
import {
  answerTo,
  contextOf,
  corpusLanguages,
  corpusOf,
} from '../server/domain/quick-add/testing/corpus.ts';
import { quantile, rounded } from './result.ts';
import type { Figure } from './result.ts';

const rounds = 20;

/** What quick add reads exactly of its corpus, and how long a line takes. */
export function quickAdd(): Figure[] {
  return [...corpusLanguages.flatMap(exactness), ...phraseTimes(), ...lengthTimes()];
}

function exactness(language: string): Figure[] {
  const corpus = corpusOf(language);
  const exact = corpus.filter((entry) =>
    isDeepStrictEqual(answerTo(entry, language), entry.expect),
  );
  return [
    {
      name: `quick add: read exactly, ${language}`,
      value: rounded((100 * exact.length) / corpus.length, 2),
      unit: '%',
      goal: '>= 99 %',
      note: `${exact.length} of ${corpus.length} phrases`,
    },
  ];
}

/** Microseconds that each of so many calls takes. */
function microseconds(call: () => void, times: number): number[] {
  return Array.from({ length: times }, () => {
    const start = performance.now();
    call();
    return (performance.now() - start) * 1000;
  });
}

function phraseTimes(): Figure[] {
  const phrases = corpusLanguages.flatMap((language) =>
    corpusOf(language).map((entry) => ({
      text: entry.phrase,
      context: contextOf(entry, language),
    })),
  );
  const readAll = () =>
    phrases.flatMap(({ text, context }) => microseconds(() => parseLine(text, context), 1));
  for (let round = 0; round < rounds; round += 1) readAll();
  const samples = Array.from({ length: rounds }, readAll).flat();
  return [0.5, 0.99].map((share) => ({
    name: `quick add: a phrase of the corpus, ${share === 0.5 ? 'median' : 'p99'}`,
    value: rounded(quantile(samples, share)),
    unit: 'µs',
  }));
}

const dense =
  'Call Ann tomorrow at 5pm #home @phone !2 30m каждую пятницу в 10:00 до 1 мая срочно ';

/** What a line of so many characters takes, of the wall and of the processor. */
function lengthTimes(): Figure[] {
  const context = { now: '2026-11-24T10:30:00Z', timeZone: 'Europe/London', locale: 'en' };
  const goals: Record<number, string> = { 200: '<= 4,000 µs', 1024: '<= 1,000 µs' };
  const calls = 2_000;
  return [200, 1024].flatMap((length) => {
    const text = dense.repeat(20).slice(0, length);
    microseconds(() => parseLine(text, context), calls);
    const before = process.cpuUsage();
    const samples = microseconds(() => parseLine(text, context), calls);
    const { user, system } = process.cpuUsage(before);
    const name = `quick add: a line of ${length} characters full of chips`;
    return [
      { name, value: rounded(quantile(samples, 0.5)), unit: 'µs', goal: goals[length] ?? '' },
      { name: `${name}, CPU`, value: rounded((user + system) / calls), unit: 'µs' },
    ];
  });
}

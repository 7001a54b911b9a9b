import { isDeepStrictEqual } from 'node:util';
import { parseLine } from '../server/domain/quick-add/parse-line.ts';
import { readLine } from '../server/domain/quick-add/read-line.ts';
import type { LineNames } from '../server/domain/quick-add/read-line.ts';
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
  return [
    ...corpusLanguages.flatMap(exactness),
    ...phraseTimes(),
    ...lengthTimes(),
    ...worstTimes(),
  ];
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

const context = { now: '2026-11-24T10:30:00Z', timeZone: 'Europe/London', locale: 'en' };
const calls = 2_000;

const dense =
  'Call Ann tomorrow at 5pm #home @phone !2 30m каждую пятницу в 10:00 до 1 мая срочно ';

/** What a line of so many characters takes, of the wall and of the processor. */
function lengthTimes(): Figure[] {
  const goals: Record<number, string> = { 200: '<= 4,000 µs', 1024: '<= 1,000 µs' };
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

/** A workspace in which none of the names in a line mean anything. */
const names: LineNames = {
  projects: Array.from({ length: 50 }, (_, n) => ({
    id: `p${n}`,
    name: `Project ${n}`,
    key: `P${n}`,
  })),
  sectionsIn: () => [],
  labels: [],
  people: Array.from({ length: 50 }, (_, n) => ({ userId: `u${n}`, name: `Person ${n}` })),
  mayMakeLabels: false,
};

/** What lines of 1,024 characters take whose names are looked up, of the kinds that take longest. */
function worstTimes(): Figure[] {
  return ['#a @b +c !1 ', 'tomorrow at 5pm '].map((piece) => {
    const text = piece.repeat(1024 / piece.length + 1).slice(0, 1024);
    const read = () => microseconds(() => readLine(text, context, names), calls);
    read();
    return {
      name: `quick add: 1024 characters of \`${piece.trim()}\`, names looked up`,
      value: rounded(quantile(read(), 0.5)),
      unit: 'µs',
    };
  });
}

import { readFileSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { fileURLToPath } from 'node:url';
import {
  answerTo,
  corpusFiles,
  corpusLanguages,
  firstReadings,
  isPlain,
  listedMisses,
} from '../server/domain/quick-add/testing/corpus.ts';
import type { Phrase } from '../server/domain/quick-add/testing/corpus.ts';

const [start, end] = ['<!-- corpus -->', '<!-- /corpus -->'];
const document = fileURLToPath(new URL('../docs/quick-add.md', import.meta.url));

export const readDocument = () => readFileSync(document, 'utf8');

/** The document with what the corpus files say of themselves between its two marks. */
export function withReport(text: string): string {
  const [before, rest] = text.split(start);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined)
    throw new Error(`docs/quick-add.md has no ${start} … ${end}`);
  return `${before}${start}\n${report()}\n${end}${after}`;
}

/** Files, phrases that hold nothing to read, and what is read exactly; then the misses, and what was missed at first. */
function report(): string {
  const files = corpusLanguages.flatMap((language) =>
    corpusFiles(language).map(({ name, phrases }) => ({ language, name, phrases })),
  );
  const totals = corpusLanguages.map((language) => ({
    language,
    name: `${language}, all`,
    phrases: files.filter((file) => file.language === language).flatMap((file) => file.phrases),
  }));
  return [
    '| Corpus | Phrases | With nothing to read | Read exactly |',
    '|---|---:|---:|---:|',
    ...[...files, ...totals].map(({ language, name, phrases }) => rowOf(language, name, phrases)),
    '',
    ...missesOf(listedMisses(), 'No phrase is missed.'),
    '',
    ...firstReadings().flatMap(({ file, phrases, missed }) => [
      `At first ${phrases - missed.length} of the ${phrases} phrases of \`${file}\` were read exactly.`,
      ...(missed.length > mostListed ? [reasonsOf(missed)] : missesOf(missed, '')),
    ]),
  ].join('\n');
}

/** So many misses are listed; of more it is said how many there are of each kind. */
const mostListed = 10;

function reasonsOf(missed: readonly { reason: string }[]): string {
  const kinds = [...Map.groupBy(missed, ({ reason }) => reason)]
    .toSorted(([, one], [, other]) => other.length - one.length)
    .map(([reason, { length }]) => `${reason} (${length})`);
  return `Missed, as \`corpus/first.json\` lists: ${kinds.join(', ')}.`;
}

function rowOf(language: string, name: string, phrases: readonly Phrase[]): string {
  const exact = phrases.filter((one) => isDeepStrictEqual(answerTo(one, language), one.expect));
  return `| ${name} | ${phrases.length} | ${phrases.filter(isPlain).length} | ${exact.length} |`;
}

const missesOf = (misses: readonly { phrase: string; reason: string }[], none: string): string[] =>
  misses.length === 0
    ? [none].filter(Boolean)
    : misses.map(({ phrase, reason }) => `Missed: \`${phrase}\` (${reason}).`);

if (import.meta.main) writeFileSync(document, withReport(readDocument()));

import { fold } from '../fold.ts';
import {
  answerWords,
  fieldWords,
  kindWords,
  meaningOf,
  possessionWords,
  priorityWords,
  statusWords,
  whoWords,
} from './words.ts';
import type { Field, Words } from './words.ts';

type Table = Readonly<Record<string, Words>>;

/** What values are meant by most often where their field is left out. "None" could be of many. */
const values: readonly [Field, Table][] = [
  ['status', statusWords],
  [
    'priority',
    { low: priorityWords.low, medium: priorityWords.medium, urgent: priorityWords.urgent },
  ],
  ['assignee', { me: whoWords.me }],
  ['has', possessionWords],
  ['is', kindWords],
];
const yesFields: Table = { repeat: fieldWords.repeat, blocked: fieldWords.blocked };

/** The clause that a value without its field is short for, or a field without its "yes"; in the word's language. */
export function guessField(word: string): string | undefined {
  const field = meaningOf(yesFields, word);
  if (field !== undefined)
    return `${word}:${answerWords.yes[localeOf(word, yesFields[field]!)][0]}`;
  for (const [name, table] of values) {
    const meaning = meaningOf(table, word);
    if (meaning === undefined) continue;
    return `${fieldWords[name][localeOf(word, table[meaning]!)][0]}:${word}`;
  }
  return undefined;
}

function localeOf(word: string, { ru }: Words): 'en' | 'ru' {
  return ru.some((known) => fold(known) === fold(word)) ? 'ru' : 'en';
}

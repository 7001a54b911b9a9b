import type { Locale } from '../enums.ts';
import type { Place } from './tokens.ts';

/** A filter's text has so many characters at most, so many clauses, and brackets so deep. */
export const longestFilter = 1000;
export const mostClauses = 50;
export const deepest = 10;

/** `{word}` is what was written at the place. */
const messages = {
  'too-long': {
    en: `a filter has at most ${longestFilter} characters`,
    ru: `в фильтре не больше ${longestFilter} знаков`,
  },
  'too-many-clauses': {
    en: `a filter has at most ${mostClauses} conditions`,
    ru: `в фильтре не больше ${mostClauses} условий`,
  },
  'too-deep': {
    en: `brackets go at most ${deepest} deep`,
    ru: `скобки вкладываются не глубже чем на ${deepest} уровней`,
  },
  'bad-character': {
    en: 'this character cannot stand in a filter',
    ru: 'этот знак не может стоять в фильтре',
  },
  'unclosed-quote': { en: 'this quote is not closed', ru: 'эта кавычка не закрыта' },
  'unclosed-bracket': { en: 'this bracket is not closed', ru: 'эта скобка не закрыта' },
  'extra-bracket': { en: 'this bracket closes nothing', ru: 'эта скобка ничего не закрывает' },
  'empty-brackets': { en: 'there is nothing in these brackets', ru: 'в этих скобках ничего нет' },
  'missing-before': {
    en: 'there is no condition before “{word}”',
    ru: 'перед «{word}» нет условия',
  },
  'missing-after': {
    en: 'there is no condition after “{word}”',
    ru: 'после «{word}» нет условия',
  },
  'unknown-word': { en: 'the word “{word}” is unknown', ru: 'слово «{word}» неизвестно' },
  'unknown-field': { en: 'there is no field “{word}”', ru: 'поля «{word}» нет' },
  'missing-value': { en: 'nothing stands after “{word}”', ru: 'после «{word}» ничего не стоит' },
  'unknown-value': {
    en: '“{word}” does not fit here; possible: {takes}',
    ru: '«{word}» здесь не подходит; можно: {takes}',
  },
  'no-such-day': { en: 'there is no day {word}', ru: 'дня {word} не существует' },
  'too-far': {
    en: '{word} is more than a hundred years away',
    ru: '{word} — это больше ста лет от сегодняшнего дня',
  },
  'empty-range': {
    en: 'the range {word} is empty: its end lies before its start',
    ru: 'промежуток {word} пуст: его конец раньше начала',
  },
  'open-range': {
    en: 'a range needs a start or an end',
    ru: 'у промежутка должно быть начало или конец',
  },
  'always-there': {
    en: 'each task has this day, so it cannot be “{word}”',
    ru: 'этот день есть у каждой задачи, «{word}» не бывает',
  },
  'split-quotes': {
    en: 'put all of “{word}” between quotes, or a space before them',
    ru: 'возьмите «{word}» в кавычки целиком или поставьте перед ними пробел',
  },
  'unquoted-name': {
    en: 'put a name of several words between quotes',
    ru: 'имя из нескольких слов возьмите в кавычки',
  },
  'bad-path': {
    en: 'a project and a section have one slash between them; put a name with a slash between quotes',
    ru: 'между проектом и разделом одна косая черта; имя с косой чертой возьмите в кавычки',
  },
} as const satisfies Record<string, Record<Locale, string>>;

export type ProblemCode = keyof typeof messages;

/** What is wrong with a filter's text. A suggestion takes the place of what stands there. */
export type FilterProblem = Place & { code: ProblemCode; message: string; suggestion?: string };

/** What a reader of a part of the text says: codes and places, before anything is put into words. */
export type RawProblem = Place & {
  code: ProblemCode;
  suggestion?: string | undefined;
  /** What is at fault, where that is not all that stands at the place. */
  word?: string;
  takes?: Record<Locale, string>;
};

/** Puts a problem into words; what was written there is cut to 40 characters. */
export function describeProblem(
  { code, start, end, suggestion, takes, word: fault }: RawProblem,
  text: string,
  locale: Locale,
): FilterProblem {
  const written = fault ?? text.slice(start, end);
  const word = written.length > 40 ? `${Array.from(written).slice(0, 39).join('')}…` : written;
  const message = messages[code][locale]
    .replace('{takes}', () => takes?.[locale] ?? '')
    .replace('{word}', () => word);
  return { code, start, end, message, ...(suggestion === undefined ? {} : { suggestion }) };
}

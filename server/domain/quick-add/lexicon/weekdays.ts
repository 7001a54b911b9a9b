import type { Weekday } from '../../recurrence/calendar.ts';

/** `any`: an English name, which has no cases. `short` may be another word, and counts in fewer places. */
export type WeekdayForm =
  | 'any'
  | 'nominative'
  | 'accusative'
  | 'genitive'
  | 'dative'
  | 'short'
  | 'plural';

export type WeekdayWord = { weekday: Weekday; forms: readonly WeekdayForm[] };

/** Name, with slips of the hand; plural; abbreviations. Monday first. */
const english = [
  ['monday', 'mondays', 'mon'],
  ['tuesday', 'tuesdays', 'tue tues'],
  ['wednesday wensday wednsday', 'wednesdays', 'wed weds'],
  ['thursday', 'thursdays', 'thu thur thurs'],
  ['friday', 'fridays', 'fri'],
  ['saturday', 'saturdays', 'sat'],
  ['sunday', 'sundays', 'sun'],
] as const;

/** Nominative, accusative, genitive, dative, dative plural (what is done on such days), abbreviation. */
const russian = [
  ['понедельник', 'понедельник', 'понедельника', 'понедельнику', 'понедельникам', 'пн пнд понед'],
  ['вторник', 'вторник', 'вторника', 'вторнику', 'вторникам', 'вт втр вторн'],
  ['среда', 'среду', 'среды', 'среде', 'средам', 'ср срд'],
  ['четверг', 'четверг', 'четверга', 'четвергу', 'четвергам', 'чт чтв четв'],
  ['пятница', 'пятницу', 'пятницы', 'пятнице', 'пятницам', 'пт птн пятн'],
  ['суббота', 'субботу', 'субботы', 'субботе', 'субботам', 'сб сбт суб субб'],
  [
    'воскресенье',
    'воскресенье воскресение',
    'воскресенья',
    'воскресенью',
    'воскресеньям воскресениям',
    'вс вск воскр',
  ],
] as const;

const englishForms = ['any', 'plural', 'short'] as const;
const russianForms = ['nominative', 'accusative', 'genitive', 'dative', 'plural', 'short'] as const;

export const weekdayWords: ReadonlyMap<string, WeekdayWord> = tableOf([
  ...rowsOf(english, englishForms),
  ...rowsOf(russian, russianForms),
]);

type Row = readonly [word: string, weekday: Weekday, form: WeekdayForm];

function rowsOf(names: readonly (readonly string[])[], forms: readonly WeekdayForm[]): Row[] {
  return names.flatMap((row, index) =>
    row.flatMap((words, column) =>
      words.split(' ').map((word): Row => [word, (index + 1) as Weekday, forms[column] ?? 'any']),
    ),
  );
}

function tableOf(rows: readonly Row[]): ReadonlyMap<string, WeekdayWord> {
  const table = new Map<string, WeekdayWord>();
  for (const [word, weekday, form] of rows)
    table.set(word, { weekday, forms: [...(table.get(word)?.forms ?? []), form] });
  return table;
}

/** Before these a weekday is a feast's, a sale's or a book's name: Black Friday, Чёрная пятница. */
export const namesOfWeekdays: ReadonlySet<string> = new Set(
  (
    'black good easter cyber ash palm holy maundy shrove giving super bloody ruby ' +
    'черная черную черной великий чистый страстная страстную страстной вербное прощеное'
  ).split(' '),
);

/** Words behind which `среда` is an environment, and ВС a court: в среду разработки, в ВС РФ. */
export const namesAfterWeekdays: ReadonlySet<string> = new Set(
  'разработки выполнения исполнения тестирования программирования обитания сборки рф'.split(' '),
);

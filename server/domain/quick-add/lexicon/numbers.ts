import { spellings } from './table.ts';

/** Whole numbers in words, in the cases in which they stand beside hours, days and units. */
export const cardinals = spellings([
  ['one|a|an|один|одну|одного|одной|одному', 1],
  ['two|два|две|двух|двум|пару|пара', 2],
  ['three|три|трех|трем', 3],
  ['four|четыре|четырех|четырем', 4],
  ['five|пять|пяти', 5],
  ['six|шесть|шести', 6],
  ['seven|семь|семи', 7],
  ['eight|восемь|восьми', 8],
  ['nine|девять|девяти', 9],
  ['ten|десять|десяти', 10],
  ['eleven|одиннадцать|одиннадцати', 11],
  ['twelve|двенадцать|двенадцати', 12],
  ['пятнадцать|пятнадцати', 15],
  ['двадцать|двадцати', 20],
  ['тридцать|тридцати', 30],
  ['сорок|сорока', 40],
]);

/** Numbers with a half in them. */
export const halves = spellings([['полтора|полторы|полутора', 1.5]]);

const englishOrdinals =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(' ');

/** Stems of the Russian ordinals from the first on; after the twentieth and thirtieth another may follow. */
const russianStems = (
  'перв втор трет четверт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат четырнадцат ' +
  'пятнадцат шестнадцат семнадцат восемнадцат девятнадцат двадцат'
).split(' ');
const russianEndings = 'ый ой ий ая ое ого ому ую ом'.split(' ');
const thirdEndings = 'ий ья ье ьего ьему ью ьей'.split(' ');

export const ordinals: ReadonlyMap<string, number> = new Map([
  ...englishOrdinals.map((word, index) => [word, index + 1] as const),
  ...russianStems.flatMap((stem, index) =>
    (stem === 'трет' ? thirdEndings : russianEndings).map(
      (ending) => [`${stem}${ending}`, index + 1] as const,
    ),
  ),
  ...russianEndings.map((ending) => [`тридцат${ending}`, 30] as const),
]);

/** What makes digits an ordinal: 25th, 2-й, 15-го, 28го, 1-ое. */
export const ordinalEndings = spellings([
  ['st|nd|rd|th', 'english'],
  ['й|я|е|го|му|ю|ое|ая|ый|ой|ого|ому|ую|ое|ей|м', 'russian'],
]);

export const lastWords: ReadonlySet<string> = new Set(
  'last последний последнюю последнее последняя последней последнего последнему'.split(' '),
);

import { spellings } from './table.ts';

/** Names and abbreviations; of the Russian names the genitive (25 декабря) and the dative (к июню). */
export const months = spellings([
  ['january|jan|января|январю|янв', 1],
  ['february|feb|февраля|февралю|фев|февр', 2],
  ['march|mar|марта|марту|мар', 3],
  ['april|apr|апреля|апрелю|апр', 4],
  ['may|мая|маю', 5],
  ['june|jun|июня|июню|июн', 6],
  ['july|jul|июля|июлю|июл', 7],
  ['august|aug|августа|августу|авг', 8],
  ['september|sep|sept|сентября|сентябрю|сен|сент', 9],
  ['october|oct|октября|октябрю|окт', 10],
  ['november|nov|ноября|ноябрю|ноя|нояб', 11],
  ['december|dec|декабря|декабрю|дек', 12],
]);

/** Behind `в`, where they are no day. */
export const monthsIn: ReadonlySet<string> = new Set(
  'январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре'.split(' '),
);

import { spellings } from './table.ts';

export type DayUnit = 'day' | 'week' | 'month' | 'year';
export type Unit = 'minute' | 'hour' | DayUnit | 'fortnight' | 'quarter';

/** Units in all their cases; the bare letters stand behind a figure only (30m, 2 ч). `м` are metres. */
export const units = spellings<Unit>([
  ['minute|minutes|min|mins|минута|минуту|минуты|минут|мин', 'minute'],
  ['hour|hours|hr|hrs|час|часа|часов|часу', 'hour'],
  ['day|days|день|дня|дней|дни|дню', 'day'],
  ['week|weeks|wk|wks|неделя|неделю|недели|недель|неделе|нед', 'week'],
  ['fortnight|fortnights', 'fortnight'],
  ['month|months|месяц|месяца|месяцев|месяцу|месяце|мес', 'month'],
  ['quarter|quarters|квартал|квартала|кварталов', 'quarter'],
  ['year|years|yr|yrs|год|года|лет|году', 'year'],
]);

export const shortUnits = spellings<'minute' | 'hour'>([
  ['m|min|mins|мин', 'minute'],
  ['h|hr|hrs|ч', 'hour'],
]);

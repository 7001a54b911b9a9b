/** Forms for 1, for 2 to 4 and for 5 and more: «день», «дня», «дней». */
export type Forms = readonly [one: string, few: string, many: string];

/** The form that stands after a whole number in the nominative or accusative. */
export function plural(count: number, [one, few, many]: Forms): string {
  const [tens, units] = [count % 100, count % 10];
  if (units === 1 && tens !== 11) return one;
  return units >= 2 && units <= 4 && (tens < 12 || tens > 14) ? few : many;
}

export type Case = 'nominative' | 'accusative' | 'genitive';

const hours: Record<Case, Forms> = {
  nominative: ['час', 'часа', 'часов'],
  accusative: ['час', 'часа', 'часов'],
  genitive: ['часа', 'часов', 'часов'],
};
const minutes: Record<Case, Forms> = {
  nominative: ['минута', 'минуты', 'минут'],
  accusative: ['минуту', 'минуты', 'минут'],
  genitive: ['минуты', 'минут', 'минут'],
};

/** `1 час 30 минут` of 90 minutes. */
export function sayDuration(total: number, inCase: Case): string {
  const [whole, rest] = [Math.floor(total / 60), total % 60];
  const parts = [
    whole > 0 ? `${whole} ${plural(whole, hours[inCase])}` : '',
    rest > 0 ? `${rest} ${plural(rest, minutes[inCase])}` : '',
  ];
  return parts.filter(Boolean).join(' ');
}

const months =
  'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' ');

/** «декабря» of 12. */
export const monthInGenitive = (month: number): string => months[month - 1]!;

/** `1 декабря 2026 года` of `2026-12-01`: the genitive, which also answers "when". */
export function sayDate(day: string): string {
  const [year, month, date] = partsOf(day);
  return `${date} ${month} ${year} года`;
}

/** `с 1 по 31 декабря 2026 года`; what both days share is said once. */
export function sayDateRange(from: string, to: string): string {
  const [year, month, date] = partsOf(from);
  const [lastYear, lastMonth] = partsOf(to);
  const start = year !== lastYear ? sayDate(from) : month !== lastMonth ? `${date} ${month}` : date;
  return `с ${start} по ${sayDate(to)}`;
}

function partsOf(day: string): [year: number, month: string, date: number] {
  const [year, month, date] = day.split('-').map(Number);
  return [year!, monthInGenitive(month!), date!];
}

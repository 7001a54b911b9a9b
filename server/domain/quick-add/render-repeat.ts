import { isProblem, parseRule } from '../recurrence/rule.ts';
import type { Rule } from '../recurrence/rule.ts';

const units = { DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year' } as const;
const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/**
 * A rule of quick add in words that it reads as that rule: `every! 2 weeks on mondays, fridays until 2027-05-01`.
 * @throws RangeError for a rule that no line can say
 */
export function repeatText(rrule: string, isCompletion: boolean): string {
  const rule = parseRule(rrule);
  if (isProblem(rule)) throw new RangeError(`no rule: ${rule.message}`);
  const every = isCompletion ? 'every!' : 'every';
  const days = daysText(rule);
  const base =
    rule.interval === 1 && days !== undefined
      ? `${every} ${days.alone}`
      : `${every} ${countText(rule)}${days === undefined ? '' : ` on ${days.beside}`}`;
  return base + endText(rule);
}

function countText({ freq, interval }: Rule): string {
  const unit = Object.entries(units).find(([name]) => name === freq)?.[1];
  if (unit === undefined) throw new RangeError(`no rule of a line: FREQ=${freq}`);
  return interval === 1 ? unit : `${interval} ${unit}s`;
}

/** The days of a rule: right behind `every`, and behind `every 2 weeks on`. */
function daysText(rule: Rule): { alone: string; beside: string } | undefined {
  const { freq, byDay, byMonthDay, byMonth } = rule;
  if (freq === 'WEEKLY' && byDay.length > 0) {
    const names = byDay.map(({ weekday }) => weekdays[weekday - 1] ?? '');
    return { alone: names.join(', '), beside: names.map((name) => `${name}s`).join(', ') };
  }
  const [first, ...others] = placedWeekdays(byDay);
  if (first !== undefined) {
    const ofYear = `${first} of ${months[(byMonth[0] ?? 0) - 1]}`;
    if (byMonth[0] !== undefined) return { alone: ofYear, beside: `the ${ofYear}` };
    const more = others.map((days) => `, ${days} of the month`).join('');
    return { alone: `${first} of the month${more}`, beside: `the ${first}${more}` };
  }
  if (byMonth[0] !== undefined) {
    const month = months[byMonth[0] - 1];
    const lastDay = `the last day of ${month}`;
    if (byMonthDay[0] === -1) return { alone: `year on ${lastDay}`, beside: lastDay };
    const date = `${byMonthDay[0]} ${month}`;
    return { alone: date, beside: date };
  }
  if (byMonthDay.length === 0) return undefined;
  const days = byMonthDay
    .toSorted((one, other) => Number(one < 0) - Number(other < 0))
    .map(ordinalText)
    .join(', ');
  const isWithLast = byMonthDay.includes(-1);
  return isWithLast
    ? { alone: `${days} day of the month`, beside: `the ${days} day` }
    : { alone: days, beside: `the ${days}` };
}

/** Weekdays with their places in the month: 1st, 3rd friday. */
const placedWeekdays = (byDay: Rule['byDay']): string[] =>
  [...Map.groupBy(byDay, ({ weekday }) => weekday)].map(
    ([weekday, days]) =>
      `${days.map(({ nth = 0 }) => ordinalText(nth)).join(', ')} ${weekdays[weekday - 1]}`,
  );

function ordinalText(nth: number): string {
  if (nth === -1) return 'last';
  const isTeen = nth > 10 && nth < 14;
  return `${nth}${isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][nth % 10] ?? 'th')}`;
}

function endText({ count, until }: Rule): string {
  if (count !== undefined) return ` ${count} times`;
  return until === undefined ? '' : ` until ${until}`;
}

import { Temporal } from 'temporal-polyfill';
import type { Rule, RuleDay } from '../rule.ts';

/** A day with all that a rule may ask of it, told by Temporal and not by the code that is tested. */
type Facts = {
  text: string;
  number: number;
  year: number;
  month: number;
  weekday: number;
  inMonth: [place: number, of: number];
  inYear: [place: number, of: number];
};

const epoch = Temporal.PlainDate.from('1970-01-01');

function factsOf(date: Temporal.PlainDate): Facts {
  return {
    text: date.toString(),
    number: epoch.until(date).days,
    year: date.year,
    month: date.month,
    weekday: date.dayOfWeek,
    inMonth: [date.day, date.daysInMonth],
    inYear: [date.dayOfYear, date.daysInYear],
  };
}

/** Each day of some years around those that are asked for. */
const days: Facts[] = [];
for (
  let date = Temporal.PlainDate.from('1994-01-01');
  date.year < 2021;
  date = date.add({ days: 1 })
)
  days.push(factsOf(date));
const dayAt = new Map(days.map((day, index) => [day.text, index]));

/** The last day that the enumeration may be asked for; the weeks of its year are known. */
export const lastKnownDay = '2019-12-31';

/**
 * The days of a rule by its definition: each day up to `lastKnownDay` is asked whether it meets every part, those of
 * one period are numbered for BYSETPOS, and then counted. Slow, and without a thought of how to find them.
 */
export function dayByDay(rule: Rule, start: string): string[] {
  const index = dayAt.get(start)!;
  const first = days[index]!;
  const origin = periodOf(rule, first);
  const found = days
    .slice(Math.max(0, index - 400))
    .filter((day) => meets(rule, first, day))
    .filter((day) => (periodOf(rule, day) - origin) % rule.interval === 0);
  const periods = Map.groupBy(found, (day) => periodOf(rule, day));
  return [...periods.values()]
    .flatMap((inPeriod) => atPositions(rule, inPeriod))
    .map(({ text }) => text)
    .filter((text) => text >= start && text <= (rule.until ?? lastKnownDay) && text <= lastKnownDay)
    .slice(0, rule.count);
}

function periodOf(rule: Rule, day: Facts): number {
  if (rule.freq === 'DAILY') return day.number;
  if (rule.freq === 'WEEKLY') return weekOf(rule, day).number;
  if (rule.freq === 'MONTHLY') return day.year * 12 + day.month;
  return rule.byWeekNo.length > 0 ? weekOf(rule, day).year : day.year;
}

/** A week as one of all weeks and as one of its year, which has `of`. */
type Week = { number: number; year: number; place: number; of: number };
const weeksByStart = new Map<number, Week[]>();

const weekOf = ({ weekStart }: Rule, { text }: Facts): Week => {
  const weeks = weeksByStart.get(weekStart) ?? weeksFrom(weekStart);
  weeksByStart.set(weekStart, weeks);
  return weeks[dayAt.get(text)!]!;
};

/** "Week number one … is the first week that contains at least four (4) days in that calendar year": its fourth. */
function weeksFrom(weekStart: number): Week[] {
  const firsts = days.flatMap(({ weekday }, index) => (weekday === weekStart ? [index] : []));
  const fourths = firsts.map((index) => days[Math.min(index + 3, days.length - 1)]!);
  const byYear = Map.groupBy(fourths, ({ year }) => year);
  let number = -1;
  return days.map(({ weekday }) => {
    if (weekday === weekStart) number += 1;
    const fourth = fourths[Math.max(0, number)]!;
    const ofYear = byYear.get(fourth.year)!;
    return { number, year: fourth.year, place: ofYear.indexOf(fourth) + 1, of: ofYear.length };
  });
}

function meets(rule: Rule, start: Facts, day: Facts): boolean {
  const { freq, byMonth, byWeekNo, byYearDay, byMonthDay, byDay } = rule;
  const free = byYearDay.length + byMonthDay.length + byDay.length === 0;
  const sameWeekday = free && (freq === 'WEEKLY' || byWeekNo.length > 0);
  const sameDay = free && !sameWeekday && (freq === 'MONTHLY' || freq === 'YEARLY');
  const sameMonth = sameDay && freq === 'YEARLY' && byMonth.length === 0;
  return (
    (byMonth.length === 0 || byMonth.includes(day.month)) &&
    (byWeekNo.length === 0 || isInWeek(rule, day)) &&
    (byYearDay.length === 0 || byYearDay.some((place) => isAt(place, day.inYear))) &&
    (byMonthDay.length === 0 || byMonthDay.some((place) => isAt(place, day.inMonth))) &&
    (byDay.length === 0 || byDay.some((on) => isOn(on, rule, day))) &&
    (!sameWeekday || day.weekday === start.weekday) &&
    (!sameDay || day.inMonth[0] === start.inMonth[0]) &&
    (!sameMonth || day.month === start.month)
  );
}

const isAt = (wanted: number, [place, of]: [number, number]) =>
  wanted > 0 ? place === wanted : place === of + wanted + 1;

function isInWeek(rule: Rule, day: Facts): boolean {
  const { place, of } = weekOf(rule, day);
  return rule.byWeekNo.some((wanted) => isAt(wanted, [place, of]));
}

/** One counts the days of that name from the beginning of the month or year, or from its end. */
function isOn({ weekday, nth }: RuleDay, rule: Rule, day: Facts): boolean {
  if (day.weekday !== weekday || nth === undefined) return day.weekday === weekday;
  const inYear = rule.freq === 'YEARLY' && rule.byMonth.length === 0;
  const [place, of] = inYear ? day.inYear : day.inMonth;
  const same = Array.from({ length: of }, (_, index) => index + 1).filter(
    (each) => (each - place) % 7 === 0,
  );
  return isAt(nth, [same.indexOf(place) + 1, same.length]);
}

function atPositions(rule: Rule, inPeriod: Facts[]): Facts[] {
  if (rule.bySetPos.length === 0) return inPeriod;
  return inPeriod.filter((_, index) =>
    rule.bySetPos.some((position) => isAt(position, [index + 1, inPeriod.length])),
  );
}

import { dateOf, daysInMonth, weekdayOf } from './calendar.ts';
import { dayOf, readLocal } from './local-time.ts';
import { writeRule } from './rule.ts';
import type { Rule } from './rule.ts';

/** The repeats that are offered for a due day, in their order; `month-end` only where the day is the last of its month. */
export const presetNames = [
  'daily',
  'weekdays',
  'weekly',
  'every-2-weeks',
  'monthly',
  'month-end',
  'yearly',
] as const;
export type PresetName = (typeof presetNames)[number];

/** A usual repeat and its rule (RFC 5545, 3.3.10). */
export type Preset = { name: PresetName; rrule: string };

const plain: Rule = {
  freq: 'DAILY',
  interval: 1,
  byMonth: [],
  byWeekNo: [],
  byYearDay: [],
  byMonthDay: [],
  byDay: [],
  byHour: [],
  byMinute: [],
  bySecond: [],
  bySetPos: [],
  weekStart: 1,
};

/**
 * The usual repeats for a task that is due on a day (`YYYY-MM-DD`). Each names its days, so it stays the same rule when
 * the due is moved; all of them but `weekdays` have that day among them.
 * @throws RangeError for a day that is none
 */
export function presetsFor(day: string): Preset[] {
  const local = readLocal(day);
  if (!local) throw new RangeError(`no day: ${day}`);
  const due = dayOf(local.seconds);
  const date = dateOf(due);
  const weekly: Partial<Rule> = { freq: 'WEEKLY', byDay: [{ weekday: weekdayOf(due) }] };
  const monthly: Partial<Rule> = { freq: 'MONTHLY', byMonthDay: [date.day] };
  const workdays = ([1, 2, 3, 4, 5] as const).map((weekday) => ({ weekday }));
  const rules: Record<PresetName, Partial<Rule> | null> = {
    daily: {},
    weekdays: { freq: 'WEEKLY', byDay: workdays },
    weekly,
    'every-2-weeks': { ...weekly, interval: 2 },
    monthly,
    'month-end':
      date.day === daysInMonth(date.year, date.month)
        ? { freq: 'MONTHLY', byMonthDay: [-1] }
        : null,
    yearly: { ...monthly, freq: 'YEARLY', byMonth: [date.month] },
  };
  return presetNames.flatMap((name) => {
    const parts = rules[name];
    return parts ? [{ name, rrule: writeRule({ ...plain, ...parts }) }] : [];
  });
}

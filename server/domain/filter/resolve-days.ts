import { Temporal } from 'temporal-polyfill';
import { instantIn } from '../due.ts';
import type { DayPoint, Days, Span } from './ast.ts';

/** Whose today it is: the viewer's zone, the `HH:MM` at which their days begin, and the first day of their weeks. */
export type Calendar = {
  /** `YYYY-MM-DD`, as `dayIn` tells it for the viewer. */
  today: string;
  timeZone: string;
  dayStart?: string;
  weekStart: 'monday' | 'saturday' | 'sunday';
};

/** Days from one to another, both counted, each `YYYY-MM-DD`; null where an end is open. */
export type DayBounds = { from: string | null; to: string | null };

/** The days that a range or a span means today. An end before the start holds no day. */
export function resolveDays(days: Exclude<Days, { kind: 'none' }>, calendar: Calendar): DayBounds {
  if (days.kind === 'span') return boundsOf(days.span, calendar);
  const dayOf = (point: DayPoint | null) => point && resolveDay(point, calendar.today);
  return { from: dayOf(days.from), to: dayOf(days.to) };
}

/** The day of a point; a month or year later that has no such day ends in its last one. */
function resolveDay(point: DayPoint, today: string): string {
  if (point.kind === 'date') return point.day;
  const { count, unit } = point;
  return Temporal.PlainDate.from(today)
    .add({ [`${unit}s`]: count })
    .toString();
}

function boundsOf(span: Span, { today, weekStart }: Calendar): DayBounds {
  const day = Temporal.PlainDate.from(today);
  const [which, unit] = span.split('-') as ['this' | 'next' | 'last', 'week' | 'month' | 'year'];
  const by = { this: 0, next: 1, last: -1 }[which];
  const starts = {
    week: () => day.subtract({ days: daysSince(weekStart, day) }),
    month: () => day.with({ day: 1 }),
    year: () => day.with({ month: 1, day: 1 }),
  }
    [unit]()
    .add({ [`${unit}s`]: by });
  const ends = starts.add({ [`${unit}s`]: 1 }).subtract({ days: 1 });
  return { from: starts.toString(), to: ends.toString() };
}

/** So many days ago the week began. */
function daysSince(weekStart: Calendar['weekStart'], { dayOfWeek }: Temporal.PlainDate): number {
  const first = { monday: 1, saturday: 6, sunday: 7 }[weekStart];
  return (dayOfWeek - first + 7) % 7;
}

/** The instants of such days for the viewer, in ISO 8601 with milliseconds: `since` counts, `before` does not. */
export function instantsOf(
  { from, to }: DayBounds,
  { timeZone, dayStart = '00:00' }: Calendar,
): { since: string | null; before: string | null } {
  const startOf = (day: string) => instantIn(day, dayStart, timeZone);
  const after = (day: string) => Temporal.PlainDate.from(day).add({ days: 1 }).toString();
  return { since: from && startOf(from), before: to && startOf(after(to)) };
}

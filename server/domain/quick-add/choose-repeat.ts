import { firstOccurrence } from '../recurrence/series.ts';
import type { DayGroup } from './choose-days.ts';
import { lastOf } from './choose-time.ts';
import type { DayUnit } from './lexicon/units.ts';
import { dayOf, dayText } from './moment.ts';
import type { Candidate } from './readings.ts';
import { daysOfPlaces, ruleText } from './repeat.ts';
import type { Repeat } from './repeat.ts';
import { resolveDay } from './resolve-day.ts';
import type { Base } from './resolve-day.ts';
import type { Run } from './settle-places.ts';

/** A repeat as it counts: its rule, its first day, and which candidates say what of it. */
export type ChosenRepeat = {
  rrule: string;
  firstDay: number;
  isCompletion: boolean;
  startOn?: number;
  candidates: readonly Candidate[];
  starts: readonly Candidate[];
};

type Asked = {
  run: Run;
  candidate: Candidate;
  repeat: Repeat;
  groups: readonly DayGroup[];
  base: Base;
};

/**
 * What a line says of its last repeat; undefined where it never comes.
 * @param earliest the day on which its time comes next, where it has one
 */
export function chooseRepeat(asked: Asked, earliest?: number): ChosenRepeat | undefined {
  const { today } = asked.base;
  const groups = asked.groups.filter((group) => !isApart(group, asked.run));
  const { repeat, group: narrowing } = narrowed(asked.repeat, groups, asked.run);
  const start = groups.findLast((group) => group !== narrowing && isStart(group));
  const startOn = start && resolveDay(start.spec, asked.base);
  const from = startOn ?? today;
  const isPast = earliest !== undefined && earliest > today;
  const firstDay = firstDayOf(repeat, isPast ? Math.max(from, earliest) : from);
  if (firstDay === undefined) return undefined;
  const later = firstDay > today ? { from: firstDay } : {};
  const end = endOf({ ...asked, groups }, { ...asked.base, ...later });
  if (end.until !== undefined && end.until < firstDay) return undefined;
  const until = end.until === undefined ? undefined : dayText(end.until);
  return {
    rrule: ruleText(repeat, { count: end.count, until }),
    firstDay,
    isCompletion: repeat.isCompletion === true || completionOf(asked) !== undefined,
    ...(startOn !== undefined && { startOn }),
    candidates: [
      asked.candidate,
      ...(narrowing?.candidates ?? []),
      ...end.candidates,
      ...[completionOf(asked)].filter((one) => one !== undefined),
    ],
    starts: start && start.candidates !== end.candidates ? start.candidates : [],
  };
}

/** A weekday apart from the repeat is text. */
const isApart = ({ spec, role, run }: DayGroup, ofRepeat: Run): boolean =>
  spec.by === 'weekday' && spec.week === undefined && role === 'due' && run !== ofRepeat;

const isStart = ({ role, minutesAhead }: DayGroup): boolean =>
  role !== 'until' && minutesAhead === undefined;

const completionOf = ({ run }: Asked): Candidate | undefined => lastOf(run, 'completion');

/** A day beside a plain repeat that says which days it means: every week on monday, ежегодно 5 мая. */
function narrowed(repeat: Repeat, groups: readonly DayGroup[], run: Run) {
  const isPlain = !repeat.byDay && !repeat.byMonthDay;
  const group = groups.find((one) => isPlain && one.run === run && one.role === 'due');
  const days = group && daysOf(repeat, group);
  return days ? { repeat: { ...repeat, ...days }, group } : { repeat, group: undefined };
}

function daysOf({ freq }: Repeat, { spec }: DayGroup): Partial<Repeat> | undefined {
  if (freq === 'WEEKLY' && spec.by === 'weekday' && spec.week === undefined)
    return { byDay: [{ weekday: spec.weekday }] };
  if (freq === 'MONTHLY' && spec.by === 'month-day') return { byMonthDay: [spec.day] };
  if (freq === 'MONTHLY' && spec.by === 'period' && spec.unit === 'month' && spec.place === 'end')
    return { byMonthDay: [-1] };
  if (freq === 'YEARLY' && spec.by === 'month')
    return { byMonth: spec.month, byMonthDay: [daysOfPlaces[spec.place]] };
  return freq === 'YEARLY' && spec.by === 'date' && spec.year === undefined
    ? { byMonth: spec.month, byMonthDay: [spec.day] }
    : undefined;
}

/** The first day of a rule on or after another. INTERVAL counts from that day, so it does not matter here. */
function firstDayOf(repeat: Repeat, from: number): number | undefined {
  const start = dayText(from);
  const first = firstOccurrence(
    {
      rrule: ruleText({ ...repeat, interval: 1 }),
      rdates: [],
      exdates: [],
      seriesStart: start,
      anchor: 'schedule',
      missedPolicy: 'keep-one',
      occurrencesDone: 0,
    },
    start,
  );
  return first === null ? undefined : dayOf(first);
}

type End = {
  count?: number | undefined;
  until?: number | undefined;
  candidates: readonly Candidate[];
};

/** How a repeat ends: by a day, a month, a length or a number of times; the last of them counts. */
function endOf({ run, candidate, groups }: Asked, base: Base): End {
  const first = base.from ?? base.today;
  const behind = run.filter(({ from }) => from > candidate.from);
  const day = groups.findLast(({ role, to }) => role === 'until' || to !== undefined);
  const until = day && resolveDay(day.to ?? day.spec, base);
  if (day && until !== undefined) return { until, candidates: day.candidates };
  const month = lastOf(run, 'until-month');
  if (month) return { until: dayBeforeMonth(month.reading.month, first), candidates: [month] };
  const lasting = lastOf(behind, 'lasting');
  if (lasting) return { until: lastDayOf(lasting.reading, first), candidates: [lasting] };
  const count = lastOf(behind, 'count');
  return count ? { count: count.reading.count, candidates: [count] } : { candidates: [] };
}

function lastDayOf(length: { unit: DayUnit; amount: number }, first: number): number | undefined {
  const end = resolveDay({ by: 'offset', ...length }, { today: first });
  return end === undefined ? undefined : end - 1;
}

function dayBeforeMonth(month: number, from: number): number | undefined {
  const first = resolveDay({ by: 'month', month, place: 'start' }, { today: from + 1 });
  return first === undefined ? undefined : first - 1;
}

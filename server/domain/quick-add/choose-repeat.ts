import { firstOccurrence } from '../recurrence/series.ts';
import type { DayGroup } from './choose-days.ts';
import { lastOf } from './choose-time.ts';
import type { DayUnit } from './lexicon/units.ts';
import { isNounAt } from './is-noun-at.ts';
import { tokenAt, wordAt } from './line.ts';
import type { Line } from './line.ts';
import { dayOf, dayText } from './moment.ts';
import type { Candidate } from './readings.ts';
import { daysOfPlaces, ruleText } from './repeat.ts';
import type { Repeat } from './repeat.ts';
import { resolveDay } from './resolve-day.ts';
import type { Base, DaySpec } from './resolve-day.ts';
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

/** `repeat` is what the `candidates` of a run say together. */
type Asked = {
  run: Run;
  candidates: readonly Candidate[];
  repeat: Repeat;
  groups: readonly DayGroup[];
  base: Base;
  line: Line;
};

/**
 * What a line says of its last repeat; undefined where it never comes.
 * @param earliest the day on which its time comes next, where it has one
 */
export function chooseRepeat(asked: Asked, earliest?: number): ChosenRepeat | undefined {
  const { today } = asked.base;
  const { repeat, group: narrowing } = narrowed(asked);
  const others = asked.groups.filter((group) => group !== narrowing && !isApart(group, asked.run));
  if (others.some((group) => group.run === asked.run && isStrange(group, repeat))) return undefined;
  if (isPlain(repeat) && asked.groups.some((group) => isOfNoRule(group, asked))) return undefined;
  if (isPlain(asked.repeat) && isOfMoreDays(asked)) return undefined;
  const start = others.findLast(
    (group) => !isEnd(group, asked.run) && group.minutesAhead === undefined,
  );
  const startOn = start && resolveDay(start.spec, asked.base);
  const from = startOn ?? today;
  const isPast = earliest !== undefined && earliest > today;
  const firstDay = firstDayOf(repeat, isPast ? Math.max(from, earliest) : from);
  if (firstDay === undefined) return undefined;
  const later = firstDay > today ? { from: firstDay } : {};
  const end = endOf({ ...asked, groups: others }, { ...asked.base, ...later });
  if (end.until !== undefined && end.until < firstDay) return undefined;
  const until = end.until === undefined ? undefined : dayText(end.until);
  return {
    rrule: ruleText(repeat, { count: end.count, until, weekStart: asked.base.weekStart }),
    firstDay,
    isCompletion: repeat.isCompletion === true || completionOf(asked) !== undefined,
    ...(startOn !== undefined && { startOn }),
    candidates: [
      ...asked.candidates,
      ...(narrowing?.candidates ?? []),
      ...end.candidates,
      ...[completionOf(asked)].filter((one) => one !== undefined),
    ],
    starts: start && start.candidates !== end.candidates ? start.candidates : [],
  };
}

/** A weekday apart from the repeat is text. */
const isApart = ({ spec, role, run }: DayGroup, ofRepeat: Run): boolean =>
  spec.by === 'weekday' &&
  spec.week === undefined &&
  (role === 'due' || role === 'by') &&
  run !== ofRepeat;

/** By 5 Dec ends the repeat that it stands beside. */
const isEnd = (group: DayGroup, ofRepeat: Run): boolean =>
  group.role === 'until' || (group.role === 'by' && group.run === ofRepeat) || isThisPeriod(group);

/** Every day this week: the days that are left of it. */
const isThisPeriod = ({ spec, role }: DayGroup): boolean =>
  role === 'due' && spec.by === 'period' && spec.ahead === 0 && spec.isWhole === true;

/** A day beside a repeat that is none of its days, and neither its start nor its end: monthly on friday. */
function isStrange({ spec, role }: DayGroup, { freq }: Repeat): boolean {
  if (role === 'by') return spec.by === 'weekday' && (freq === 'MONTHLY' || freq === 'YEARLY');
  if (role !== 'due') return false;
  if (spec.by === 'period') return spec.ahead > 0 || !spec.isWhole;
  if (spec.by === 'weekday') return spec.week === undefined;
  return spec.by === 'month-day' || spec.by === 'weekend' || spec.by === 'month';
}

const completionOf = ({ run }: Asked): Candidate | undefined => lastOf(run, 'completion');

const isPlain = (repeat: Repeat): boolean => !repeat.byDay && !repeat.byMonthDay;

/** A day beside a plain repeat, or apart from it, that says which days it means: every week on monday, weekly review friday. */
function narrowed({ repeat, groups, run, line }: Asked) {
  if (!isPlain(repeat)) return { repeat, group: undefined };
  const group =
    groups.find((one) => one.run === run && (one.role === 'due' || isLastDay(one))) ??
    groups.findLast((one) => one.run !== run && mayNarrow(one, line));
  const days = group && (group.role === 'due' ? daysOf : daysOfEnd)(repeat, group);
  return days ? { repeat: { ...repeat, ...days }, group } : { repeat, group: undefined };
}

/** Apart from the repeat a last day says it, or a weekday that is called for or the last of the line. */
const mayNarrow = (group: DayGroup, line: Line): boolean =>
  isLastDay(group) || (group.role === 'due' && isWeekdayOfRule(group, line));

function isWeekdayOfRule({ spec, candidates, run }: DayGroup, line: Line): boolean {
  const [{ from, end } = { from: 0, end: 0 }] = candidates;
  const isForThing = wordAt(line, from) === 'for' && isNounAt(line, end);
  const isLed = end - from > 1 && !isForThing;
  const isLast = closesLine(line, run.at(-1)?.end ?? 0);
  return spec.by === 'weekday' && spec.week === undefined && (isLed || isLast);
}

const closesLine = (line: Line, at: number): boolean =>
  at === line.tokens.length ||
  (at === line.tokens.length - 1 && tokenAt(line, at)?.kind === 'mark');

/** Monthly report due friday, каждый месяц … с 15 по 25 число: half understood. */
function isOfNoRule(group: DayGroup, { run, repeat: { freq }, line }: Asked): boolean {
  if (freq !== 'MONTHLY' && freq !== 'YEARLY') return false;
  if (group.role === 'range') return freq === 'MONTHLY' && group.spec.by === 'month-day';
  return group.run !== run && group.role === 'due' && isWeekdayOfRule(group, line);
}

/** Weekly call Ann on monday, Bob on tuesday: two days apart from the repeat. */
function isOfMoreDays({ groups, run, repeat: { freq }, line }: Asked): boolean {
  const weekdays = groups.flatMap((group) => {
    const isOne = group.run !== run && group.role === 'due' && isWeekdayOfRule(group, line);
    return isOne && group.spec.by === 'weekday' ? [group.spec.weekday] : [];
  });
  return freq === 'WEEKLY' && new Set(weekdays).size > 1;
}

/** Каждый месяц до 5 числа, weekly until friday, yearly until 15 April: by that day of each month, week or year. */
const isLastDay = ({ role, spec }: DayGroup): boolean =>
  role === 'by' || (role === 'until' && ['month-day', 'weekday', 'date'].includes(spec.by));

const daysOfEnd = ({ freq }: Repeat, { spec }: DayGroup) => narrowerDays(freq, spec);

/** По утрам в понедельник is weekly. */
function daysOf({ freq, interval, part }: Repeat, { spec }: DayGroup) {
  const days = narrowerDays(freq, spec);
  if (days || freq !== 'DAILY' || interval !== 1 || part === undefined) return days;
  const byDay = narrowerDays('WEEKLY', spec);
  return byDay && { ...byDay, freq: 'WEEKLY' as const };
}

function narrowerDays(freq: Repeat['freq'], spec: DaySpec): Partial<Repeat> | undefined {
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
function endOf({ run, candidates, groups }: Asked, base: Base): End {
  const first = base.from ?? base.today;
  const at = candidates[0]?.from ?? 0;
  const behind = run.filter(({ from }) => from > at);
  const day = groups.findLast((group) => isEnd(group, run) || group.to !== undefined);
  const until =
    day && resolveDay(day.to ?? day.spec, isThisPeriod(day) ? { ...base, from: undefined } : base);
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

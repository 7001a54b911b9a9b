import type { DayGroup } from './choose-days.ts';
import { chooseRepeat } from './choose-repeat.ts';
import type { ChosenRepeat } from './choose-repeat.ts';
import { chooseTime, lastOf } from './choose-time.ts';
import type { ChosenTime } from './choose-time.ts';
import type { Line } from './line.ts';
import { dayText, nextDayAt } from './moment.ts';
import type { WallTime } from './moment.ts';
import type { Candidate, Reading } from './readings.ts';
import { narrowedBy } from './repeat.ts';
import type { Repeat } from './repeat.ts';
import { lastDateBefore, resolveDay } from './resolve-day.ts';
import type { Base } from './resolve-day.ts';
import { timeText } from './resolve-time.ts';
import type { Run } from './settle-places.ts';
import type { Chip, SpanKind } from './spans.ts';

/** A line's candidates, what the wall shows, and where days are counted from; `later` tells what it shows so many minutes on. */
type Asked = {
  runs: readonly Run[];
  groups: readonly DayGroup[];
  now: WallTime;
  base: Base;
  later: (minutes: number) => WallTime;
  line: Line;
};

type WhenFields = {
  dueOn?: string;
  dueTime?: string;
  startOn?: string;
  rrule?: string;
  anchor?: 'schedule' | 'completion';
  estimateMinutes?: number;
};

type When = { fields: WhenFields; chips: Chip[] };

/** When a line says that a task is due, begins, repeats, and how long it takes. */
export function chooseWhen(asked: Asked): When {
  const candidates = asked.runs.flat();
  const run = asked.runs.findLast((one) => one.some((candidate) => isRepeat(candidate, false)));
  const { when, time } = run ? repeated(asked, run) : once(asked, candidates);
  const estimate = estimateOf(candidates, time);
  return {
    fields: { ...when.fields, ...estimate.fields },
    chips: [...when.chips, ...estimate.chips],
  };
}

/** Whether it is a repeat by itself, or a list of its days that stands apart. */
const isRepeat = ({ reading }: Candidate, isListed: boolean): boolean =>
  reading.kind === 'repeat' && (reading.isListed ?? false) === isListed;

type Timed = { when: When; time: ChosenTime | undefined };

/** What the last repeat says. Where it never comes all that says when stays text, for no repeat is a single date. */
function repeated({ runs, groups, now, base, line }: Asked, run: Run): Timed {
  const nothing: Timed = { when: { fields: {}, chips: [] }, time: undefined };
  const listed = runs.flat().filter((one) => isRepeat(one, true));
  const said = [...run.filter((one) => isRepeat(one, false)), ...listed];
  const repeat = joinedRepeat(said.map(({ reading }) => reading));
  if (!repeat) return nothing;
  const own = groups.find((group) => group.part && group.run === run)?.part;
  const time = chooseTime(runs.flat(), repeat.part ?? own);
  const earliest = time && nextDayAt(time.minutes, now);
  const chosen = chooseRepeat({ run, candidates: said, repeat, groups, base, line }, earliest);
  return chosen ? { when: whenRepeated(chosen, time), time } : nothing;
}

/** Repeats that stand beside each other as one; undefined where they make none. */
function joinedRepeat(readings: readonly Reading[]): Repeat | undefined {
  const repeats = readings.flatMap((one) => (one.kind === 'repeat' ? [one.repeat] : []));
  return repeats.reduce<Repeat | undefined>(
    (whole, one, index) => (index === 0 ? one : whole && narrowedBy(whole, one)),
    undefined,
  );
}

function once(asked: Asked, candidates: readonly Candidate[]): Timed {
  const { days, time } = daysAndTime(asked, candidates);
  return { when: whenOnce(asked, days, time), time };
}

function whenRepeated(chosen: ChosenRepeat, time: ChosenTime | undefined): When {
  const { rrule, firstDay, isCompletion, startOn } = chosen;
  const dueTime = time && timeText(time.minutes);
  const value = isCompletion ? `${rrule} completion` : rrule;
  const ofTime = time?.candidates.filter((one) => !chosen.candidates.includes(one)) ?? [];
  return {
    fields: {
      dueOn: dayText(firstDay),
      ...(dueTime !== undefined && { dueTime }),
      rrule,
      anchor: isCompletion ? 'completion' : 'schedule',
    },
    chips: [
      ...chipsOf(chosen.candidates, 'repeat', value),
      ...chipsOf(chosen.starts, 'start', dayText(startOn ?? firstDay)),
      ...chipsOf(ofTime, 'due', dueTime ?? ''),
    ],
  };
}

const chipsOf = (candidates: readonly Candidate[], kind: SpanKind, value: string): Chip[] =>
  candidates.map(({ from, end }) => ({ from, end, kind, value }));

type Days = { due?: DayGroup; start?: DayGroup };

/** The last due and the last start of a line, and its time; a moment brings its own. What is named as the due counts before the others. */
function daysAndTime({ groups, later }: Asked, candidates: readonly Candidate[]) {
  const dues = groups.filter(({ role }) => role !== 'start');
  const due = dues.findLast(({ isLabelled }) => isLabelled) ?? dues.at(-1);
  const start = groups.findLast(({ role }) => role === 'start');
  const days: Days = { ...(due && { due }), ...(start && { start }) };
  if (due?.minutesAhead === undefined) return { days, time: chooseTime(candidates, due?.part) };
  return { days, time: { minutes: later(due.minutesAhead).minutes, candidates: [] } };
}

function whenOnce(
  { now, base, later }: Asked,
  { due, start }: Days,
  time: ChosenTime | undefined,
): When {
  const startOn = startOf(base, { ...(due && { due }), ...(start && { start }) });
  const ahead = due?.minutesAhead;
  const dueOn = ahead === undefined ? dueDay(now, { due, startOn, time, base }) : later(ahead).day;
  const dueTime = time && timeText(time.minutes);
  const day = dueOn === undefined ? undefined : dayText(dueOn);
  const ofDue = due?.candidates ?? [];
  const value = !due ? dueTime : dueTime === undefined ? day : `${day}T${dueTime}`;
  return {
    fields: {
      ...(day !== undefined && { dueOn: day }),
      ...(dueTime !== undefined && { dueTime }),
      ...(startOn !== undefined && { startOn: dayText(startOn) }),
    },
    chips: [
      ...chipsOf([...ofDue, ...(time?.candidates ?? [])], 'due', value ?? ''),
      ...chipsOf(start?.candidates ?? [], 'start', dayText(startOn ?? base.today)),
    ],
  };
}

/** Of a range of dates that is under way the first day is past. */
function startOf(base: Base, { due, start }: Days): number | undefined {
  if (start) return resolveDay(start.spec, base);
  if (due?.role !== 'range' || !due.to) return undefined;
  const { spec, to } = due;
  const end = to.by === 'date' ? resolveDay(to, base) : undefined;
  return end !== undefined && spec.by === 'date' && spec.year === undefined
    ? lastDateBefore(spec, end)
    : resolveDay(spec, base);
}

type DueOf = {
  due: DayGroup | undefined;
  startOn: number | undefined;
  time: ChosenTime | undefined;
  base: Base;
};

/** Until then it is still the night that began the day before: tonight at 1, today at midnight. */
const nightEnds = 5 * 60;

/**
 * The day of a due: on or after the start; without a day the one on which the time comes next. An hour of the night that
 * has passed today is that of the night to come.
 */
function dueDay(now: WallTime, { due, startOn, time, base }: DueOf): number | undefined {
  if (due) {
    const spec = due.to ?? due.spec;
    const day = resolveDay(spec, { ...base, from: startOn });
    const isToday = spec.by === 'offset' && spec.unit === 'day' && spec.amount === 0;
    return isToday && time && day !== undefined ? nightOf(day, time.minutes, now) : day;
  }
  if (!time) return undefined;
  const first = nextDayAt(time.minutes, now);
  return Math.max(first, startOn ?? first);
}

function nightOf(today: number, minutes: number, now: WallTime): number {
  const isOver = minutes < nightEnds && nextDayAt(minutes, now) > today;
  return isOver ? today + 1 : today;
}

/** How long it takes: the last estimate, else the length of the range of times. */
function estimateOf(candidates: readonly Candidate[], time: ChosenTime | undefined) {
  const estimate = lastOf(candidates, 'estimate');
  const minutes = estimate?.reading.minutes ?? time?.length;
  return {
    fields: minutes === undefined ? {} : { estimateMinutes: minutes },
    chips: estimate ? chipsOf([estimate], 'estimate', String(estimate.reading.minutes)) : [],
  };
}

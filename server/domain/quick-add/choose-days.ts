import { weekdayOf } from '../recurrence/calendar.ts';
import type { DayPart } from './lexicon/day-parts.ts';
import type { DayRole } from './lexicon/leads.ts';
import type { Candidate } from './readings.ts';
import { resolveDay } from './resolve-day.ts';
import type { Base, DaySpec } from './resolve-day.ts';
import type { Run } from './settle-places.ts';

/** Candidates that name one day (or a range of days) together: friday, 27 November. */
export type DayGroup = {
  candidates: Candidate[];
  run: Run;
  role: DayRole | 'range';
  spec: DaySpec;
  /** The last day of a range. */
  to?: DaySpec;
  isDayEnd?: boolean;
  /** Named as the due: due friday, срок в пятницу. */
  isLabelled?: boolean;
  part?: DayPart;
  minutesAhead?: number;
};

/** The days of a line in their order, those beside each other that are one day as one. */
export function dayGroups(runs: readonly Run[], base: Base): DayGroup[] {
  return runs.flatMap((run) => {
    const groups: DayGroup[] = [];
    for (const candidate of run) {
      const group = groupOf(candidate, run);
      if (group && resolveDay(group.to ?? group.spec, base) === undefined) continue;
      const last = groups.at(-1);
      const joined = group && last && joinedWith(last, group, base);
      if (joined) groups.splice(-1, 1, joined);
      else if (group) groups.push(group);
    }
    return groups;
  });
}

const today0: DaySpec = { by: 'offset', unit: 'day', amount: 0 };

function groupOf(candidate: Candidate, run: Run): DayGroup | undefined {
  const { reading } = candidate;
  const group = { candidates: [candidate], run };
  if (reading.kind === 'day')
    return {
      ...group,
      role: reading.role,
      spec: reading.spec,
      ...(reading.isDayEnd && { isDayEnd: true }),
      ...(reading.isLabelled && { isLabelled: true }),
    };
  if (reading.kind === 'range')
    return { ...group, role: 'range', spec: reading.from, to: reading.to };
  if (reading.kind === 'moment')
    return { ...group, role: 'due', spec: today0, minutesAhead: reading.minutes };
  return reading.kind === 'part' && reading.isToday
    ? { ...group, role: 'due', spec: today0, part: reading.part }
    : undefined;
}

/** Two groups as one, if they name one day. */
function joinedWith(one: DayGroup, other: DayGroup, base: Base): DayGroup | undefined {
  const isWhole = [one, other].some(
    (group) => group.role === 'range' || group.minutesAhead !== undefined,
  );
  const spec = isWhole ? undefined : joinedSpec(one, other, base);
  if (!spec) return undefined;
  const part = one.part ?? other.part;
  one.candidates.push(...other.candidates);
  return {
    candidates: one.candidates,
    run: one.run,
    role: one.role === 'due' ? other.role : one.role,
    spec,
    ...((one.isLabelled ?? other.isLabelled) && { isLabelled: true }),
    ...(part && { part }),
  };
}

function joinedSpec(one: DayGroup, other: DayGroup, base: Base): DaySpec | undefined {
  if (one.role !== 'start' && other.role === 'start') return undefined;
  if (one.isDayEnd) return other.spec;
  if (other.isDayEnd) return one.spec;
  return (
    weekdayOfWeek(one.spec, other.spec) ??
    weekdayOfWeek(other.spec, one.spec) ??
    dayOfMonth(one.spec, other.spec) ??
    dayOfMonth(other.spec, one.spec) ??
    (other.role === 'due' || other.role === 'by' || other.role === one.role
      ? sameDay(one.spec, other.spec, base)
      : undefined)
  );
}

/** Next week on Friday, in two weeks on Monday: a weekday and the week that it is of. */
function weekdayOfWeek(weekday: DaySpec, period: DaySpec): DaySpec | undefined {
  if (weekday.by !== 'weekday' || !('unit' in period) || period.unit !== 'week') return undefined;
  return { ...weekday, week: period.by === 'period' ? period.ahead : period.amount };
}

/** Next month on the 5th, in two months on the 1st: a day and the month that it is of. */
function dayOfMonth(day: DaySpec, period: DaySpec): DaySpec | undefined {
  if (day.by !== 'month-day' || !('unit' in period) || period.unit !== 'month') return undefined;
  if (period.by === 'period' && !period.isWhole) return undefined;
  return { ...day, ahead: period.by === 'period' ? period.ahead : period.amount };
}

/** A weekday beside a date that falls on it is that date; so are two names of one day. */
function sameDay(one: DaySpec, other: DaySpec, base: Base): DaySpec | undefined {
  const [first, second] = [one, other].map((spec) => resolveDay(spec, base));
  if (first === undefined || second === undefined) return undefined;
  if (one.by === 'weekday' && weekdayOf(second) === one.weekday && isDated(other)) return other;
  if (other.by === 'weekday' && weekdayOf(first) === other.weekday && isDated(one)) return one;
  return first === second ? one : undefined;
}

const isDated = (spec: DaySpec): boolean => spec.by === 'date' || spec.by === 'month-day';

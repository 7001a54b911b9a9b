import type { Clause, DayField, DayPoint, Days, Possession, Span } from './ast.ts';
import type { Phrases } from './say-filter.ts';

type Of<Kind extends Clause['kind']> = Extract<Clause, { kind: Kind }>;

/** The sentence in English. */
export const english: Phrases = {
  everything: 'all tasks',
  clause: (clause) => say(clause, false),
  negated: (clause) => say(clause, true),
  or: ' or ',
  either: (each) => `either ${each.join('; or ')}`,
  not: (inBrackets) => `not ${inBrackets}`,
};

function say(clause: Clause, negated: boolean): string {
  const not = negated ? 'not ' : '';
  switch (clause.kind) {
    case 'days':
      return sayDays(clause, negated);
    case 'overdue':
      return `${not}overdue`;
    case 'status':
      return `${not}${clause.status}`;
    case 'priority':
      return sayPriority(clause, negated);
    case 'label':
      if (clause.name === null) return negated ? 'with a label' : 'without labels';
      return `${not}labelled “${clause.name}”`;
    case 'project':
      return `${not}in ${sayPlace(clause)}`;
    case 'assignee':
      return sayAssignee(clause, negated);
    case 'author':
      return `${not}created by ${clause.who.kind === 'me' ? 'me' : clause.who.name}`;
    case 'text':
      return `${not}containing “${clause.text}”`;
    case 'repeat':
      return clause.yes === negated ? 'not repeating' : 'repeating';
    case 'blocked':
      return clause.yes === negated ? 'not blocked' : 'blocked';
    case 'has':
      return `${negated ? 'without' : 'with'} ${possessions[clause.what]}`;
    case 'estimate':
      return sayEstimate(clause, negated);
    case 'subtask':
      return `${not}a subtask`;
    case 'key':
      return `${negated ? 'other than' : 'with key'} ${clause.project}-${clause.number}`;
  }
}

const possessions: Record<Possession, string> = {
  notes: 'notes',
  subtasks: 'subtasks',
  comments: 'comments',
  attachments: 'attachments',
};

const verbs: Record<DayField, string> = {
  due: 'due',
  start: 'starting',
  created: 'created',
  updated: 'changed',
  completed: 'completed',
};
const none: Partial<Record<DayField, [is: string, not: string]>> = {
  due: ['without a due day', 'with a due day'],
  start: ['without a start day', 'with a start day'],
  completed: ['not completed', 'completed'],
};
/** What the rest is called where only a part of the days is left out. */
const orNone: Partial<Record<DayField, string>> = {
  due: ' or without a due day',
  start: ' or without a start day',
  completed: ' or not completed',
};

function sayDays({ field, days }: Of<'days'>, negated: boolean): string {
  if (days.kind === 'none') return none[field]?.[negated ? 1 : 0] ?? `never ${verbs[field]}`;
  const open = negated ? sayOpposite(days) : undefined;
  if (open !== undefined) return `${verbs[field]} ${open}${orNone[field] ?? ''}`;
  return `${negated ? 'not ' : ''}${verbs[field]} ${sayRange(days)}`;
}

function sayRange(days: Exclude<Days, { kind: 'none' }>): string {
  if (days.kind === 'span') return spanNames[days.span];
  const [from, to] = [days.from, days.to];
  if (from && to)
    return isSame(from, to) ? sayOneDay(from) : `from ${sayStart(from, to)} to ${sayPoint(to)}`;
  return from ? `no earlier than ${sayPoint(from)}` : `no later than ${sayPoint(to!)}`;
}

/** Of two dates the month and year are said once where they share them. */
function sayStart(from: DayPoint, to: DayPoint): string {
  const [date, month, year] = sayPoint(from).split(' ');
  const [, lastMonth, lastYear] = sayPoint(to).split(' ');
  if (from.kind !== 'date' || to.kind !== 'date' || year !== lastYear) return sayPoint(from);
  return month === lastMonth ? date! : `${date} ${month}`;
}

/** What is left when a range that is open at one end is taken away; undefined for other ranges. */
function sayOpposite(days: Exclude<Days, { kind: 'none' }>): string | undefined {
  if (days.kind === 'span' || (days.from && days.to)) return undefined;
  const point = days.from ?? days.to!;
  const isFar = point.kind === 'shift' && /ago$|now$/.test(sayPoint(point));
  const words = isFar ? ['earlier than', 'later than'] : ['before', 'after'];
  return `${words[days.from ? 0 : 1]} ${sayPoint(point)}`;
}

function sayOneDay(point: DayPoint): string {
  if (point.kind === 'date') return `on ${sayPoint(point)}`;
  return point.count > 0 && !isTomorrow(point) ? `in ${sayCount(point)}` : sayPoint(point);
}

const spanNames: Record<Span, string> = {
  'this-week': 'this week',
  'next-week': 'next week',
  'last-week': 'last week',
  'this-month': 'this month',
  'next-month': 'next month',
  'last-month': 'last month',
  'this-year': 'this year',
};

const months =
  'January February March April May June July August September October November December'.split(
    ' ',
  );

type Shift = Extract<DayPoint, { kind: 'shift' }>;

function sayPoint(point: DayPoint): string {
  if (point.kind === 'date') {
    const [year, month, day] = point.day.split('-').map(Number);
    return `${day} ${months[month! - 1]} ${year}`;
  }
  if (point.count === 0) return 'today';
  if (isTomorrow(point)) return 'tomorrow';
  if (point.unit === 'day' && point.count === -1) return 'yesterday';
  return `${sayCount(point)} ${point.count > 0 ? 'from now' : 'ago'}`;
}

function isTomorrow({ count, unit }: Shift): boolean {
  return count === 1 && unit === 'day';
}

function sayCount({ count, unit }: Shift): string {
  const size = Math.abs(count);
  return size === 1 ? `a ${unit}` : `${size} ${unit}s`;
}

function isSame(one: DayPoint, other: DayPoint): boolean {
  return sayPoint(one) === sayPoint(other);
}

const levels = ['no', 'low', 'medium', 'urgent'];

function sayPriority({ from, to }: Of<'priority'>, negated: boolean): string {
  const most = levels.length - 1;
  const [first, last] = [levels[from], levels[to]];
  const not = negated ? 'not ' : '';
  if (to === 0) return negated ? 'with a priority' : 'without a priority';
  if (from === to) return `${not}of ${first} priority`;
  if (from === 0 && to === most) return `${not}of any priority or none`;
  if (to === most && from === 1) return negated ? 'without a priority' : 'with a priority';
  if (to === most) return negated ? `below ${first} priority` : `of at least ${first} priority`;
  if (from === 0) return negated ? `above ${last} priority` : `of at most ${last} priority`;
  return `${not}of ${first} to ${last} priority`;
}

function sayPlace({ name, section }: Of<'project'>): string {
  const project = `project “${name}”`;
  if (!section) return project;
  return section.kind === 'any'
    ? `any section of ${project}`
    : `section “${section.name}” of ${project}`;
}

function sayAssignee({ who }: Of<'assignee'>, negated: boolean): string {
  if (who.kind === 'nobody') return negated ? 'assigned to somebody' : 'assigned to nobody';
  return `${negated ? 'not ' : ''}assigned to ${who.kind === 'me' ? 'me' : who.name}`;
}

function sayEstimate({ from, to }: Of<'estimate'>, negated: boolean): string {
  if (from === null && to === null) return negated ? 'with an estimate' : 'without an estimate';
  const not = negated ? 'not ' : '';
  if (from !== null && to !== null) {
    const range = from === to ? sayMinutes(from) : `${sayMinutes(from)} to ${sayMinutes(to)}`;
    return `${not}estimated at ${range}`;
  }
  const end = sayMinutes(from ?? to!);
  if (!negated) return `estimated at no ${from === null ? 'more' : 'less'} than ${end}`;
  return `estimated at ${from === null ? 'more' : 'less'} than ${end} or without an estimate`;
}

function sayMinutes(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const count = (size: number, unit: string) => `${size} ${unit}${size === 1 ? '' : 's'}`;
  return [hours > 0 ? count(hours, 'hour') : '', rest > 0 ? count(rest, 'minute') : '']
    .filter(Boolean)
    .join(' ');
}

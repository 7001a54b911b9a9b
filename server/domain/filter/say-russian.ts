import { plural, sayDate, sayDateRange, sayDuration } from '../russian-numbers.ts';
import type { Clause, DayField, DayPoint, Days, Possession, Span } from './ast.ts';
import type { Phrases } from './say-filter.ts';

type Of<Kind extends Clause['kind']> = Extract<Clause, { kind: Kind }>;

/** The sentence in Russian: neuter and without a subject, as in «просрочено, назначено мне». */
export const russian: Phrases = {
  everything: 'все задачи',
  clause: (clause) => say(clause, false),
  negated: (clause) => say(clause, true),
  or: ' или ',
  either: (each) => `либо ${each.join('; либо ')}`,
  not: (inBrackets) => `не ${inBrackets}`,
};

function say(clause: Clause, negated: boolean): string {
  const not = negated ? 'не ' : '';
  switch (clause.kind) {
    case 'days':
      return sayDays(clause, negated);
    case 'overdue':
      return `${not}просрочено`;
    case 'status':
      return `${not}${{ open: 'открыто', done: 'сделано', cancelled: 'отменено' }[clause.status]}`;
    case 'priority':
      return sayPriority(clause, negated);
    case 'label':
      if (clause.name === null) return negated ? 'хотя бы с одной меткой' : 'без меток';
      return `${negated ? 'без метки' : 'с меткой'} «${clause.name}»`;
    case 'project':
      return sayPlace(clause, negated);
    case 'assignee':
      return sayAssignee(clause, negated);
    case 'author':
      return clause.who.kind === 'me'
        ? `создано ${not}мной`
        : `автор ${negated ? 'не' : '—'} ${clause.who.name}`;
    case 'text':
      return `${not}содержит «${clause.text}»`;
    case 'repeat':
      return clause.yes === negated ? 'не повторяется' : 'повторяется';
    case 'blocked':
      return clause.yes === negated ? 'не заблокировано' : 'заблокировано';
    case 'has':
      return possessions[clause.what][negated ? 1 : 0];
    case 'estimate':
      return sayEstimate(clause, negated);
    case 'subtask':
      return `${not}подзадача`;
    case 'key':
      return `${negated ? 'кроме' : 'с ключом'} ${clause.project}-${clause.number}`;
  }
}

const possessions: Record<Possession, [has: string, lacks: string]> = {
  notes: ['с заметками', 'без заметок'],
  subtasks: ['с подзадачами', 'без подзадач'],
  comments: ['с комментариями', 'без комментариев'],
  attachments: ['с вложениями', 'без вложений'],
};

/** What stands before days, before "not" and days, and what says that there is no day and that there is one. */
const fields: Record<DayField, { is: string; isNot: string; none: string; some: string }> = {
  due: { is: 'со сроком', isNot: 'срок', none: 'без срока', some: 'со сроком' },
  start: { is: 'с началом', isNot: 'начало', none: 'без дня начала', some: 'с днём начала' },
  created: { is: 'создано', isNot: 'создано', none: '', some: '' },
  updated: { is: 'изменено', isNot: 'изменено', none: '', some: '' },
  completed: { is: 'завершено', isNot: 'завершено', none: 'не завершено', some: 'завершено' },
};

function sayDays({ field, days }: Of<'days'>, negated: boolean): string {
  const { is, isNot, none, some } = fields[field];
  if (days.kind === 'none') return negated ? some : none;
  const day = field === 'due' ? nameOfDue(days) : undefined;
  if (day !== undefined) return `${negated ? 'не ' : ''}на ${day}`;
  const rest = negated ? sayOpposite(days) : undefined;
  if (rest !== undefined) return `${isNot} ${rest}${none && ` или ${none}`}`;
  return negated ? `${isNot} не ${sayRange(days)}` : `${is} ${sayRange(days)}`;
}

/** A due on a day that has a name is said shortly: «на сегодня». */
function nameOfDue(days: Days): string | undefined {
  if (days.kind !== 'range' || !days.from || !days.to || !isSame(days.from, days.to))
    return undefined;
  return nameOf(days.from);
}

function nameOf(point: DayPoint): string | undefined {
  if (point.kind === 'date') return undefined;
  if (point.count === 0) return 'сегодня';
  if (point.unit !== 'day') return undefined;
  return { [-1]: 'вчера', 1: 'завтра' }[point.count];
}

function sayRange(days: Exclude<Days, { kind: 'none' }>): string {
  if (days.kind === 'span') return spanNames[days.span];
  const { from, to } = days;
  if (!from || !to) return from ? `не раньше ${sayBound(from)}` : `не позже ${sayBound(to!)}`;
  if (isSame(from, to)) return sayPoint(from);
  if (from.kind === 'date' && to.kind === 'date') return sayDateRange(from.day, to.day);
  return `не раньше ${sayBound(from)} и не позже ${sayBound(to)}`;
}

/** What is left when a range that is open at one end is taken away; undefined for other ranges. */
function sayOpposite(days: Exclude<Days, { kind: 'none' }>): string | undefined {
  if (days.kind === 'span' || (days.from && days.to)) return undefined;
  return days.from ? `раньше ${sayBound(days.from)}` : `позже ${sayBound(days.to!)}`;
}

const spanNames: Record<Span, string> = {
  'this-week': 'на этой неделе',
  'next-week': 'на следующей неделе',
  'last-week': 'на прошлой неделе',
  'this-month': 'в этом месяце',
  'next-month': 'в следующем месяце',
  'last-month': 'в прошлом месяце',
  'this-year': 'в этом году',
};

/** A day as an answer to "when": «1 декабря 2026 года», «вчера», «через 3 дня», «неделю назад». */
function sayPoint(point: DayPoint): string {
  if (point.kind === 'date') return sayDate(point.day);
  return nameOf(point) ?? sayShift(point);
}

/** A day that something lies before or after: in the genitive, or with «чем». */
function sayBound(point: DayPoint): string {
  if (point.kind === 'date') return sayDate(point.day);
  const name = nameOf(point);
  if (name === undefined) return `чем ${sayShift(point)}`;
  return { сегодня: 'сегодняшнего дня', вчера: 'вчерашнего дня', завтра: 'завтрашнего дня' }[name]!;
}

/** In the accusative, which is the nominative but for «неделю». */
const units: Record<Extract<DayPoint, { kind: 'shift' }>['unit'], [string, string, string]> = {
  day: ['день', 'дня', 'дней'],
  week: ['неделю', 'недели', 'недель'],
  month: ['месяц', 'месяца', 'месяцев'],
  year: ['год', 'года', 'лет'],
};

function sayShift({ count, unit }: Extract<DayPoint, { kind: 'shift' }>): string {
  const size = Math.abs(count);
  const word = plural(size, units[unit]);
  const amount = size === 1 ? word : `${size} ${word}`;
  return count > 0 ? `через ${amount}` : `${amount} назад`;
}

function isSame(one: DayPoint, other: DayPoint): boolean {
  return sayPoint(one) === sayPoint(other);
}

const levels = {
  instrumental: ['', 'с низким', 'со средним', 'со срочным'],
  genitive: ['', 'низкого', 'среднего', 'срочного'],
} as const;

function sayPriority({ from, to }: Of<'priority'>, negated: boolean): string {
  const most = levels.genitive.length - 1;
  if (to === 0 || (from === 1 && to === most))
    return (to === 0) === negated ? 'с приоритетом' : 'без приоритета';
  const not = negated ? 'не ' : '';
  if (from === to) return `${not}${levels.instrumental[from]} приоритетом`;
  if (from === 0 && to === most) return `${not}с любым приоритетом или без него`;
  const [first, last] = [levels.genitive[from], levels.genitive[to]];
  if (to === most) return `приоритет ${negated ? 'ниже' : 'не ниже'} ${first}`;
  if (from === 0) return `приоритет ${negated ? 'выше' : 'не выше'} ${last}`;
  return `приоритет ${not}от ${first} до ${last}`;
}

function sayPlace({ name, section }: Of<'project'>, negated: boolean): string {
  const not = negated ? 'не ' : '';
  if (!section) return `${not}в проекте «${name}»`;
  if (section.kind === 'named') return `${not}в разделе «${section.name}» проекта «${name}»`;
  return `${negated ? 'вне разделов' : 'в любом разделе'} проекта «${name}»`;
}

function sayAssignee({ who }: Of<'assignee'>, negated: boolean): string {
  if (who.kind === 'nobody') return negated ? 'назначено кому-нибудь' : 'никому не назначено';
  if (who.kind === 'me') return negated ? 'назначено не мне' : 'назначено мне';
  return `исполнитель ${negated ? 'не' : '—'} ${who.name}`;
}

function sayEstimate({ from, to }: Of<'estimate'>, negated: boolean): string {
  if (from === null && to === null) return negated ? 'с оценкой' : 'без оценки';
  if (from !== null && from === to)
    return negated
      ? `оценка не ${sayDuration(from, 'nominative')}`
      : `с оценкой в ${sayDuration(from, 'accusative')}`;
  if (from !== null && to !== null) {
    const range = `от ${sayDuration(from, 'genitive')} до ${sayDuration(to, 'genitive')}`;
    return negated ? `оценка не ${range}` : `с оценкой ${range}`;
  }
  const end = sayDuration(from ?? to!, 'genitive');
  const than = from === null ? 'больше' : 'меньше';
  return negated ? `оценка ${than} ${end} или без оценки` : `с оценкой не ${than} ${end}`;
}

import type { Locale } from '../enums.ts';
import { fold } from '../fold.ts';
import { isClause } from './ast.ts';
import type { Clause, DayPoint, Days, Filter, SectionName, Who } from './ast.ts';
import { quote } from './quote.ts';
import {
  allWords,
  answerWords,
  dayShifts,
  dayWords,
  durationWords,
  fieldWords,
  kindWords,
  meaningOf,
  namedDayWords,
  noneWords,
  operatorWords,
  overdueWords,
  possessionWords,
  priorityLevels,
  priorityWords,
  spanWords,
  statusWords,
  unitWords,
  whoWords,
} from './words.ts';
import type { Field, Words } from './words.ts';

/** The one text of a filter in a language; what it means to `parseFilter` is the filter again. */
export function writeFilter(filter: Filter, locale: Locale): string {
  if (isClause(filter)) return writeClause(filter, locale);
  switch (filter.kind) {
    case 'and':
      return filter.of.map((one) => writeMember(one, { locale, brackets: ['or'] })).join(' & ');
    case 'or':
      return filter.of.map((one) => writeFilter(one, locale)).join(' | ');
    case 'not':
      return `!${writeMember(filter.of, { locale, brackets: ['and', 'or'] })}`;
  }
}

type Inside = { locale: Locale; brackets: readonly Filter['kind'][] };

function writeMember(filter: Filter, { locale, brackets }: Inside): string {
  const text = writeFilter(filter, locale);
  return brackets.includes(filter.kind) ? `(${text})` : text;
}

/** The text of one clause. */
export function writeClause(clause: Clause, locale: Locale): string {
  const say = ({ [locale]: [word] }: Words) => word;
  const field = (name: Field, value: string) => `${say(fieldWords[name])}:${value}`;
  switch (clause.kind) {
    case 'days':
      return writeDays(clause, locale);
    case 'overdue':
      return say(overdueWords.overdue);
    case 'status':
      return field('status', say(statusWords[clause.status]));
    case 'priority':
      return field('priority', writePriority(clause, locale));
    case 'label':
      return clause.name === null
        ? field('label', say(noneWords.none))
        : `@${writeName(clause.name)}`;
    case 'project':
      return `#${writeName(clause.name)}${clause.section ? `/${writeSection(clause.section)}` : ''}`;
    case 'assignee':
    case 'author':
      return field(clause.kind, writeWho(clause.who, locale));
    case 'text':
      return quote(clause.text);
    case 'repeat':
    case 'blocked':
      return field(clause.kind, say(answerWords[clause.yes ? 'yes' : 'no']));
    case 'has':
      return field('has', say(possessionWords[clause.what]));
    case 'estimate':
      return field('estimate', writeEstimate(clause, locale));
    case 'subtask':
      return field('is', say(kindWords.subtask));
    case 'key':
      return field('key', `${clause.project}-${clause.number}`);
  }
}

/** A due that has a word of its own is that word alone. */
function writeDays({ field, days }: Extract<Clause, { kind: 'days' }>, locale: Locale): string {
  const value = writeDaysValue(days, locale);
  const isWord = meaningOf(namedDayWords, value) !== undefined;
  return field === 'due' && isWord ? value : `${fieldWords[field][locale][0]}:${value}`;
}

function writeDaysValue(days: Days, locale: Locale): string {
  if (days.kind === 'none') return noneWords.none[locale][0];
  if (days.kind === 'span') return spanWords[days.span][locale][0];
  const [from, to] = [days.from, days.to].map((point) => (point ? writePoint(point, locale) : ''));
  return from === to ? from! : `${from}..${to}`;
}

function writePoint(point: DayPoint, locale: Locale): string {
  if (point.kind === 'date') return point.day;
  const { count, unit } = point;
  const named = (['yesterday', 'today', 'tomorrow'] as const).find(
    (word) => dayShifts[word] === count,
  );
  if (named && unit === 'day') return dayWords[named][locale][0];
  return `${count > 0 ? '+' : ''}${count}${unitWords[unit][locale][0]}`;
}

function writePriority({ from, to }: { from: number; to: number }, locale: Locale): string {
  if (from === to) return from === 0 ? priorityWords.none[locale][0] : String(from);
  const most = priorityLevels.length - 1;
  if (to === most && from > 0) return `${from}..`;
  return from === 0 && to < most ? `..${to}` : `${from}..${to}`;
}

function writeEstimate(
  { from, to }: Extract<Clause, { kind: 'estimate' }>,
  locale: Locale,
): string {
  if (from === null && to === null) return noneWords.none[locale][0];
  if (from !== null && from === to) return writeMinutes(from, locale);
  return [from, to].map((end) => (end === null ? '' : writeMinutes(end, locale))).join('..');
}

function writeMinutes(minutes: number, locale: Locale): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const { hours: h, minutes: m } = durationWords;
  return `${hours > 0 ? `${hours}${h[locale][0]}` : ''}${rest > 0 ? `${rest}${m[locale][0]}` : ''}`;
}

function writeWho(who: Who, locale: Locale): string {
  return who.kind === 'named' ? writeName(who.name) : whoWords[who.kind][locale][0];
}

function writeSection(section: SectionName): string {
  return section.kind === 'any' ? '*' : writeName(section.name);
}

const words = new Set([whoWords, noneWords, operatorWords].flatMap(allWords).map(fold));

/** Without quotes only where nothing of a name could be taken for something else. */
function writeName(name: string): string {
  const isPlain = /^[\p{L}\p{N}_.+-]+$/u.test(name);
  return isPlain && !words.has(fold(name)) ? name : quote(name);
}

import type { Weekday } from './calendar.ts';
import { readLocal } from './local-time.ts';

export const frequencies = [
  'YEARLY',
  'MONTHLY',
  'WEEKLY',
  'DAILY',
  'HOURLY',
  'MINUTELY',
  'SECONDLY',
] as const;
export type Frequency = (typeof frequencies)[number];

/** `nth` counts within the month or the year, from its end where it is negative. */
export type RuleDay = { weekday: Weekday; nth?: number };

/** A recurrence rule (RFC 5545, 3.3.10). A part that is not there is an empty list. */
export type Rule = {
  freq: Frequency;
  interval: number;
  count?: number;
  /** Inclusive: `YYYY-MM-DD`, `YYYY-MM-DDTHH:MM:SS`, or the latter with `Z` for UTC. */
  until?: string;
  byMonth: readonly number[];
  byWeekNo: readonly number[];
  byYearDay: readonly number[];
  byMonthDay: readonly number[];
  byDay: readonly RuleDay[];
  byHour: readonly number[];
  byMinute: readonly number[];
  bySecond: readonly number[];
  bySetPos: readonly number[];
  weekStart: Weekday;
};

/** What is wrong with which field of a call; the message names the part of the rule. */
export type RuleProblem = { field: string; message: string };

/** The longest rule, in characters. */
export const longestRule = 500;
const mostDigits = 8;

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** The lists of numbers, in the order in which a rule is written; signed ones also count from the end. */
const lists = {
  BYMONTH: { key: 'byMonth', least: 1, most: 12, signed: false },
  BYWEEKNO: { key: 'byWeekNo', least: 1, most: 53, signed: true },
  BYYEARDAY: { key: 'byYearDay', least: 1, most: 366, signed: true },
  BYMONTHDAY: { key: 'byMonthDay', least: 1, most: 31, signed: true },
  BYHOUR: { key: 'byHour', least: 0, most: 23, signed: false },
  BYMINUTE: { key: 'byMinute', least: 0, most: 59, signed: false },
  BYSECOND: { key: 'bySecond', least: 0, most: 60, signed: false },
  BYSETPOS: { key: 'bySetPos', least: 1, most: 366, signed: true },
} as const;
type ListName = keyof typeof lists;

const known = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'WKST', 'BYDAY', ...Object.keys(lists)];

type Parts = ReadonlyMap<string, string>;
type Complain = (message: string) => void;

/**
 * Reads a rule (RFC 5545, 3.3.10): its parts in any order and case, with or without `RRULE:` before them.
 * Lists come out sorted and without doubles; a 60th second is the 59th (3.3.12), for no clock here has it.
 * @returns the rule, or the first thing that is wrong with it
 */
export function parseRule(text: string): Rule | RuleProblem {
  const messages: string[] = [];
  const complain: Complain = (message) => messages.push(message);
  const parts = splitParts(text, complain);
  const rule = readParts(parts, complain);
  complainOfCombinations(rule, complain);
  const [message] = messages;
  return message === undefined ? rule : { field: 'rrule', message };
}

/** True for what went wrong, in place of an answer. */
export function isProblem(answer: object | null): answer is RuleProblem {
  return answer !== null && 'message' in answer;
}

/** The one way to write a rule: parts in a fixed order, lists sorted, defaults left out, no `RRULE:`. */
export function writeRule(rule: Rule): string {
  const list = (name: ListName) => writeList(name, sorted(rule[lists[name].key]));
  const written = [
    `FREQ=${rule.freq}`,
    rule.interval === 1 ? '' : `INTERVAL=${rule.interval}`,
    rule.count === undefined ? '' : `COUNT=${rule.count}`,
    rule.until === undefined ? '' : `UNTIL=${rule.until.replace(/[-:]/g, '')}`,
    rule.weekStart === 1 ? '' : `WKST=${weekdays[rule.weekStart - 1]}`,
    ...(['BYMONTH', 'BYWEEKNO', 'BYYEARDAY', 'BYMONTHDAY'] as const).map(list),
    writeList('BYDAY', sortedDays(rule.byDay).map(writeDay)),
    ...(['BYHOUR', 'BYMINUTE', 'BYSECOND', 'BYSETPOS'] as const).map(list),
  ];
  return written.filter(Boolean).join(';');
}

function splitParts(text: string, complain: Complain): Parts {
  const parts = new Map<string, string>();
  if (text.length > longestRule) complain(`must be at most ${longestRule} characters`);
  const body = text
    .slice(0, longestRule)
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, '');
  for (const part of body.split(';')) {
    const equals = part.indexOf('=');
    const name = equals < 0 ? part : part.slice(0, equals);
    if (!known.includes(name)) complain(`${name || 'an empty part'} is no part of a rule`);
    if (parts.has(name)) complain(`${name} stands there twice`);
    parts.set(name, part.slice(name.length + 1));
  }
  return parts;
}

function readParts(parts: Parts, complain: Complain): Rule {
  const list = (name: ListName) => readList(name, parts, complain);
  const until = readUntil(parts, complain);
  const count = readCount('COUNT', parts, complain);
  return {
    freq: readFrequency(parts, complain),
    interval: readCount('INTERVAL', parts, complain) ?? 1,
    ...(count === undefined ? {} : { count }),
    ...(until === undefined ? {} : { until }),
    byMonth: list('BYMONTH'),
    byWeekNo: list('BYWEEKNO'),
    byYearDay: list('BYYEARDAY'),
    byMonthDay: list('BYMONTHDAY'),
    byDay: readDays(parts, complain),
    byHour: list('BYHOUR'),
    byMinute: list('BYMINUTE'),
    bySecond: sorted(list('BYSECOND').map((second) => Math.min(second, 59))),
    bySetPos: list('BYSETPOS'),
    weekStart: readWeekStart(parts, complain),
  };
}

function readFrequency(parts: Parts, complain: Complain): Frequency {
  const value = parts.get('FREQ');
  const freq = frequencies.find((name) => name === value);
  if (!freq) complain(`FREQ must be there, and one of ${frequencies.join(', ')}`);
  return freq ?? 'DAILY';
}

function readCount(name: 'COUNT' | 'INTERVAL', parts: Parts, complain: Complain) {
  const value = parts.get(name);
  if (value === undefined) return undefined;
  const isCount = /^\d+$/.test(value) && value.length <= mostDigits && Number(value) > 0;
  if (!isCount)
    complain(`${name} must be a whole number from 1 on, of at most ${mostDigits} digits`);
  return isCount ? Number(value) : 1;
}

function readUntil(parts: Parts, complain: Complain): string | undefined {
  const value = parts.get('UNTIL');
  if (value === undefined) return undefined;
  const match = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?$/.exec(value);
  const [, year, month, day, hour, minute, second, zone] = match ?? [];
  const local = `${year}-${month}-${day}${hour ? `T${hour}:${minute}:${second}` : ''}`;
  if (readLocal(local)) return `${local}${zone ?? ''}`;
  complain('UNTIL must be a day like 20270501, or a time like 20270501T090000 or 20270501T090000Z');
  return undefined;
}

function readWeekStart(parts: Parts, complain: Complain): Weekday {
  const value = parts.get('WKST') ?? 'MO';
  if (!weekdays.includes(value)) complain(`WKST must be one of ${weekdays.join(', ')}`);
  return (weekdays.indexOf(value) + 1) as Weekday;
}

function readDays(parts: Parts, complain: Complain): RuleDay[] {
  const value = parts.get('BYDAY');
  if (value === undefined) return [];
  return sortedDays(value.split(',').map((text) => readDay(text, complain)));
}

function readDay(text: string, complain: Complain): RuleDay {
  const [, sign, digits, name = ''] = /^([+-]?)(\d{1,2})?([A-Z]{2})$/.exec(text) ?? [];
  const nth = digits === undefined ? undefined : Number(`${sign}${digits}`);
  const isDay = weekdays.includes(name) && !(sign && nth === undefined);
  if (!isDay || nth === 0 || Math.abs(nth ?? 1) > 53)
    complain(`BYDAY has ${text}; it takes days like MO, 1MO or -1FR, of ${weekdays.join(', ')}`);
  const weekday = (weekdays.indexOf(name) + 1) as Weekday;
  return nth === undefined ? { weekday } : { weekday, nth };
}

function readList(name: ListName, parts: Parts, complain: Complain): number[] {
  const value = parts.get(name);
  if (value === undefined) return [];
  const { least, most, signed } = lists[name];
  const range = `${least} to ${most}${signed ? ` or -${most} to -${least}` : ''}`;
  const numbers = value.split(',').map((text) => {
    const isNumber = (signed ? /^[+-]?\d{1,3}$/ : /^\d{1,2}$/).test(text);
    const size = Math.abs(Number(text));
    if (!isNumber || size < least || size > most) complain(`${name} takes whole numbers, ${range}`);
    return Number(text);
  });
  return sorted(numbers);
}

/** What each part allows by itself and not together (the table and the notes of 3.3.10). */
function complainOfCombinations(rule: Rule, complain: Complain): void {
  const { freq } = rule;
  const hasNth = rule.byDay.some(({ nth }) => nth !== undefined);
  const others = Object.values(lists).filter(({ key }) => key !== 'bySetPos');
  const hasOther = rule.byDay.length > 0 || others.some(({ key }) => rule[key].length > 0);
  const isMonthOrYear = freq === 'MONTHLY' || freq === 'YEARLY';
  if (rule.count !== undefined && rule.until !== undefined)
    complain('COUNT and UNTIL exclude each other');
  if (rule.byWeekNo.length > 0 && freq !== 'YEARLY') complain('BYWEEKNO needs FREQ=YEARLY');
  if (rule.byYearDay.length > 0 && ['DAILY', 'WEEKLY', 'MONTHLY'].includes(freq))
    complain(`BYYEARDAY does not go with FREQ=${freq}`);
  if (rule.byMonthDay.length > 0 && freq === 'WEEKLY')
    complain('BYMONTHDAY does not go with FREQ=WEEKLY');
  if (hasNth && !isMonthOrYear) complain('BYDAY takes numbers only with FREQ=MONTHLY or YEARLY');
  if (hasNth && rule.byWeekNo.length > 0) complain('BYDAY takes no numbers beside BYWEEKNO');
  if (rule.bySetPos.length > 0 && !hasOther) complain('BYSETPOS needs another BY part beside it');
}

function writeList(name: string, values: readonly (number | string)[]): string {
  return values.length === 0 ? '' : `${name}=${values.join(',')}`;
}

const writeDay = ({ weekday, nth }: RuleDay) => `${nth ?? ''}${weekdays[weekday - 1]}`;

/** From the first to the last: what counts from the end comes after what counts from the beginning. */
const inOrder = (a: number, b: number) => Number(a < 0) - Number(b < 0) || a - b;

function sorted(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].sort(inOrder);
}

function sortedDays(days: readonly RuleDay[]): RuleDay[] {
  const byText = new Map(days.map((day) => [writeDay(day), day]));
  return [...byText.values()].sort(
    (a, b) => a.weekday - b.weekday || inOrder(a.nth ?? 0, b.nth ?? 0),
  );
}

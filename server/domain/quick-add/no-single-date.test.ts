import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseLine } from './parse-line.ts';
import type { LineContext } from './parse-line.ts';

const context: LineContext = {
  now: '2026-11-25T10:00:00Z',
  timeZone: 'Europe/Moscow',
  locale: 'en-GB',
};
const runs = { numRuns: process.env['LONG'] ? 100_000 : 4_000 };

/** Each of the first with each of the second, whether it makes sense or none. */
const pairs = (firsts: string, seconds: string): string[] =>
  firsts.split('|').flatMap((first) => seconds.split('|').map((second) => `${first} ${second}`));

const english = [
  ...pairs(
    'every|each|every!|every single|every other|every alternate|every odd|every last|every few|' +
      'every couple of|every 3|every 2-3|once every|once a|once in a|twice a|3 times a|several times a|3x a|on every',
    'day|days|week|weeks|fortnight|month|quarter|year|hour|2 hours|30 minutes|monday|fridays|mon|weekend|morning|january|' +
      'spring|noon|school day',
  ),
  ...pairs(
    'every 2nd|every 6th|on every 3rd',
    'day|week|fortnight|month|year|monday|mon|weekend|january|spring',
  ),
  ...pairs('monday|fri|weekday|tuesday and friday', 'mornings|nights|evenings'),
  ...pairs('alternate|on alternate', 'monday|mondays|fridays|weeks'),
  ...pairs('of', 'every year|each month|every month|every week'),
  ...'everyday|daily|nightly|hourly|weekly|bi-weekly|fortnightly|bi-monthly|bimonthly|semi-monthly|biannually'.split(
    '|',
  ),
  ...'every 2h|every 30m|every 12h|every day except sunday|every year in march|every month on friday'.split(
    '|',
  ),
];
const russian = [
  ...pairs(
    'каждый|каждую|каждое|каждые|каждого|каждые!|каждый второй|каждый последний|каждый чётный|каждые 2|каждые 2-3|' +
      'каждые несколько|каждые пару|раз в|1 раз в|один раз в|два раза в|3 раза в|пару раз в|несколько раз в|дважды в|в каждый',
    'день|дня|неделю|недели|месяц|квартал|год|года|час|2 часа|полчаса|полтора часа|30 минут|понедельник|понед|пт|пятницу|' +
      'выходные|утро|весну|марта|рабочий день',
  ),
  ...pairs('каждую 6-ю|каждый 2-й', 'день|неделю|пятницу|понед|весну|марта'),
  ...pairs(
    'ежедневно|еженедельно|ежемесячно|ежегодно|ежечасно',
    'в марте|кроме пятницы|за исключением субботы',
  ),
  ...'ежедневно|еженедельно|ежемесячно|ежегодно|ежечасно|по утрам|по будням|по пятницам|через день'.split(
    '|',
  ),
];
const lists = (
  'mon-fri|Mon to Fri|monday and friday|sat & sun|mon, wed, fri|1st and 15th|monday through friday|' +
  'пн-пт|пн, ср, пт|в понедельник и в пятницу|1-го и 15-го|1 и 15 числа|суббота и воскресенье'
).split('|');
/** Beside such a day a list of days says what the line is about, and so it is no repeat. */
const isClear = (date: string): boolean =>
  /^(?:tomorrow|today|tonight|by |2026-|завтра|сегодня|к )/u.test(date);
/** An adverb before a noun (Hourly rate) and what a noun is of (log of every day) say which thing is meant; 1 раз в пятницу is one day. */
const isNoRepeat = (text: string): boolean =>
  /(?:1|один) раз в (?:понед|пятницу|пт)/u.test(text) ||
  /^everyday Anna|(?:nightly|hourly|semi-monthly) Anna/u.test(text) ||
  /of (?:each|every) (?:month|week)|каждого (?:день|дня|недел|месяц|квартал|год)/u.test(text);
const dates = (
  'tomorrow|today|friday|on friday|on a friday|next friday|next week|this week|by friday|from monday|until friday|5 Dec|' +
  'on 5 Dec|by 5 Dec|ending 5 Dec|up to 5 Dec|on the 5th|the 5th|2026-12-05|05.12|at 9|9:30|at noon|in 3 days|in 2 hours|' +
  'from 9 to 18|in the morning|tonight|end of month|this weekend|5-7 Dec|завтра|сегодня|пятница|в пятницу|в пт|' +
  'в следующую пятницу|на следующей неделе|на этой неделе|к пятнице|с понедельника|до пятницы|по пятницу|5 декабря|' +
  'к 5 декабря|5 числа|5-го|в 9|в 9:30|в полдень|через 3 дня|через 2 часа|с 9 до 18|утром|вечером|в конце месяца|с 5 по 7 декабря'
).split('|');

const orders: readonly ((repeat: string, date: string) => string)[] = [
  (repeat, date) => `Anna ${repeat} ${date}`,
  (repeat, date) => `Anna ${date} ${repeat}`,
  (repeat, date) => `${repeat} ${date} Anna`,
  (repeat, date) => `${date} ${repeat} Anna`,
  (repeat, date) => `${repeat} Anna ${date}`,
  (repeat, date) => `${date} Anna ${repeat}`,
  (repeat, date) => `Anna ${repeat}, ${date}`,
  (repeat, date) => `Anna (${date}) ${repeat}`,
];

/** A rule, or nothing that says when and the line as it was typed. */
function holdsNoSingleDate(text: string): boolean {
  const { title, dueOn, startOn, estimateMinutes, rrule } = parseLine(text, context);
  if (rrule !== undefined) return true;
  const isEmpty = [dueOn, startOn, estimateMinutes].every((one) => one === undefined);
  return isEmpty && title === text;
}

describe('words of a repeat beside a date, whether they are understood or not', () => {
  test('are a repeat, or stay in the title with all that says when', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...english, ...russian),
        fc.constantFrom(...dates),
        fc.constantFrom(...orders),
        (repeat, date, order) => {
          const text = order(repeat, date);
          fc.pre(!isNoRepeat(text));
          expect(holdsNoSingleDate(text) ? '' : text).toBe('');
        },
      ),
      runs,
    );
  });

  test('are a list that stays in the title, with all that says when but for a day that is clearly the due', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...lists),
        fc.constantFrom(...dates),
        fc.constantFrom(...orders),
        (list, date, order) => {
          const text = order(list, date);
          const isHeld = isClear(date) && parseLine(text, context).title.includes(list);
          expect(isHeld || holdsNoSingleDate(text) ? '' : text).toBe('');
        },
      ),
      runs,
    );
  });

  test('are found where they are read as a date', () => {
    expect(holdsNoSingleDate('Check the weekly report friday')).toBe(false);
  });
});

import { describe, expect, test } from 'vitest';
import type { Locale } from '../../server/domain/enums.ts';
import {
  dayWord,
  dueWord,
  durationWord,
  longDate,
  monthTitle,
  rangeTitle,
  shortDate,
  whenWord,
} from './date-words.ts';

/** A Tuesday. */
const today = '2026-11-24';
const en = { today, locale: 'en' as Locale };
const ru = { today, locale: 'ru' as Locale };
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('a due as a word', () => {
  test.each([
    ['2026-11-24', 'Today', 'сегодня'],
    ['2026-11-25', 'Tomorrow', 'завтра'],
    ['2026-11-23', 'Yesterday', 'вчера'],
    ['2026-11-26', 'Thu', 'чт'],
    ['2026-11-30', 'Mon', 'пн'],
    ['2026-12-01', '1 Dec', '1 дек'],
    ['2026-12-12', '12 Dec', '12 дек'],
    ['2026-11-22', '22 Nov', '22 ноя'],
    ['2026-05-09', '9 May', '9 мая'],
    ['2027-01-03', '3 Jan 2027', '3 янв 2027'],
    ['2025-12-31', '31 Dec 2025', '31 дек 2025'],
    ['2028-02-29', '29 Feb 2028', '29 фев 2028'],
  ])('%s', (day, english, russian) => {
    expect(plain(dayWord(day, en))).toBe(english);
    expect(plain(dayWord(day, ru))).toBe(russian);
  });

  test.each([
    ['2026-11-25', 'Tomorrow', 'завтра'],
    ['2026-11-26', 'Thu 26 Nov', 'чт, 26 ноя'],
    ['2027-05-12', 'Wed 12 May 2027', 'ср, 12 мая 2027'],
    ['2026-09-02', 'Wed 2 Sep', 'ср, 2 сен'],
  ])('%s in full', (day, english, russian) => {
    expect(plain(dayWord(day, { ...en, isFull: true }))).toBe(english);
    expect(plain(dayWord(day, { ...ru, isFull: true }))).toBe(russian);
  });

  test('weekdays across the end of a year', () => {
    const setting = { today: '2026-12-30', locale: 'en' as Locale };
    expect(dayWord('2027-01-01', setting)).toBe('Fri');
    expect(plain(dayWord('2027-01-06', setting))).toBe('6 Jan 2027');
  });

  test('only what has passed is overdue', () => {
    expect(dueWord({ dueOn: '2026-11-23' }, en)).toEqual({ text: 'Yesterday', overdue: true });
    expect(dueWord({ dueOn: today }, en).overdue).toBe(false);
    expect(dueWord({ dueOn: today, dueTime: '09:30' }, en, '09:30').overdue).toBe(false);
    expect(dueWord({ dueOn: today, dueTime: '09:30' }, en, '09:31').overdue).toBe(true);
    expect(dueWord({ dueOn: '2026-11-25', dueTime: '09:30' }, ru, '23:00')).toEqual({
      text: 'завтра\u00a009:30',
      overdue: false,
    });
  });
});

describe('other words', () => {
  test('headings', () => {
    expect(plain(longDate(today, en))).toBe('Tuesday 24 November');
    expect(plain(longDate(today, ru))).toBe('вторник, 24 ноября');
    expect(plain(longDate('2027-01-01', ru))).toBe('пятница, 1 января 2027');
    expect(monthTitle(today, 'en')).toBe('November 2026');
    expect(monthTitle(today, 'ru')).toBe('ноябрь 2026');
    expect(plain(rangeTitle('2026-11-23', '2026-11-29', en))).toBe('23–29 Nov');
    expect(plain(rangeTitle('2026-11-30', '2026-12-06', ru))).toBe('30 ноя – 6 дек');
    expect(plain(rangeTitle('2026-12-28', '2027-01-03', en))).toBe('28 Dec – 3 Jan 2027');
  });

  test('instants in the zone of the person', () => {
    expect(whenWord('2026-11-24T21:05:00.000Z', 'UTC', en)).toBe('21:05');
    expect(plain(whenWord('2026-11-23T21:05:00.000Z', 'UTC', en))).toBe('Yesterday 21:05');
    expect(whenWord('2026-11-23T21:05:00.000Z', 'Europe/Moscow', en)).toBe('00:05');
    expect(plain(whenWord('2026-01-05T06:00:00.000Z', 'America/New_York', ru))).toBe('5 янв 01:00');
  });

  test('durations', () => {
    expect(plain(durationWord(90, 'en'))).toBe('1 h 30 min');
    expect(plain(durationWord(90, 'ru'))).toBe('1 ч 30 мин');
    expect(plain(durationWord(60, 'ru'))).toBe('1 ч');
    expect(plain(durationWord(5, 'en'))).toBe('5 min');
    expect(plain(durationWord(0, 'ru'))).toBe('0 мин');
  });

  test('no date can break over two lines', () => {
    expect(shortDate('2025-12-31', ru)).not.toMatch(/ /);
  });
});

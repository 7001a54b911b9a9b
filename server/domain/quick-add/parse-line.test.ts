import { describe, expect, test } from 'vitest';
import { parseLine } from './parse-line.ts';
import type { LineContext } from './parse-line.ts';

const context: LineContext = {
  now: '2026-11-24T10:30:00Z',
  timeZone: 'Europe/London',
  locale: 'en',
};

/** The chips of a line as `text | kind | value`. */
function chipsOf(text: string, literal: LineContext['literal'] = []): string[] {
  return parseLine(text, { ...context, literal }).spans.map(
    ({ start, end, kind, value }) => `${text.slice(start, end)} | ${kind} | ${value}`,
  );
}

describe('the chips of a line', () => {
  test.each<[string, string[]]>([
    ['Call Ann tomorrow at 5pm', ['tomorrow at 5pm | due | 2026-11-25T17:00']],
    [
      'tomorrow call Ann at 5pm',
      ['tomorrow | due | 2026-11-25T17:00', 'at 5pm | due | 2026-11-25T17:00'],
    ],
    ['Call Ann at 17:00', ['at 17:00 | due | 17:00']],
    ['Dentist on Friday, 27 November', ['on Friday, 27 November | due | 2026-11-27']],
    ['Trip from 5 to 7 Dec', ['from 5 to 7 Dec | due | 2026-12-07']],
    ['Diet from Monday', ['from Monday | start | 2026-11-30']],
    [
      'Gym every! 2 weeks from Monday at 7 until 1 May',
      [
        'every! 2 weeks | repeat | FREQ=WEEKLY;INTERVAL=2;UNTIL=20270501 completion',
        'from Monday | start | 2026-11-30',
        'at 7 | due | 07:00',
        'until 1 May | repeat | FREQ=WEEKLY;INTERVAL=2;UNTIL=20270501 completion',
      ],
    ],
    [
      'Write !2 #work/Docs @"deep work" +ann 1h 30m // for Bob',
      [
        '!2 | priority | 2',
        '#work/Docs | project | work/Docs',
        '@"deep work" | label | deep work',
        '+ann | assignee | ann',
        '1h 30m | estimate | 90',
        '// for Bob | notes | for Bob',
      ],
    ],
    ['Plan #a and #b', ['#b | project | b']],
    ['😀 кафе завтра', ['завтра | due | 2026-11-25']],
  ])('of %j are where they stand', (text, chips) => {
    expect(chipsOf(text)).toEqual(chips);
  });
});

describe('a literal', () => {
  test('keeps a chip as text, and lets the others count', () => {
    expect(chipsOf('Watch Tomorrow friday', [{ start: 6, end: 14 }])).toEqual([
      'friday | due | 2026-11-27',
    ]);
  });

  test('lets an earlier one of two count again', () => {
    const text = 'Plan !1 backlog !3';
    expect(chipsOf(text)).toEqual(['!3 | priority | 3']);
    expect(chipsOf(text, [{ start: 16, end: 18 }])).toEqual(['!1 | priority | 1']);
  });

  test('may be empty, unordered, overlapping, or beyond the line', () => {
    const literal = [
      { start: 90, end: 99 },
      { start: 8, end: 8 },
      { start: 0, end: 5 },
      { start: 3, end: 6 },
    ];
    expect(chipsOf('Watch it tomorrow', literal)).toEqual(['tomorrow | due | 2026-11-25']);
  });
});

test.each(['Buy milk //', 'Buy milk // ', ' // ', '//', '  Buy milk ', 'Buy //milk', ''])(
  '%j holds no notes and is its title',
  (text) => {
    expect(parseLine(text, context)).toEqual({ title: text, labels: [], assignees: [], spans: [] });
  },
);

test('notes of which nothing is there stay in the title beside a chip', () => {
  expect(parseLine('Buy milk tomorrow //', context)).toMatchObject({ title: 'Buy milk //' });
  expect(parseLine('Buy milk // // two', context)).toMatchObject({
    title: 'Buy milk',
    notes: '// two',
  });
});

test('dateOrder is stronger than the locale', () => {
  const dueOf = (at: Partial<LineContext>) =>
    parseLine('Pay 3/4/2027', { ...context, ...at }).dueOn;
  expect(dueOf({})).toBe('2027-03-04');
  expect(dueOf({ locale: 'en-GB' })).toBe('2027-04-03');
  expect(dueOf({ dateOrder: 'dmy' })).toBe('2027-04-03');
  expect(dueOf({ locale: 'ru', dateOrder: 'mdy' })).toBe('2027-03-04');
});

test('a repeat that never comes stays in the title, whole', () => {
  const text = 'Gym every monday until tomorrow';
  expect(parseLine(text, context)).toMatchObject({ title: text, spans: [] });
});

test('no day beyond the year 2999 is read', () => {
  const text = 'Open the capsule in 9000 years';
  expect(parseLine(text, context)).toEqual({ title: text, labels: [], assignees: [], spans: [] });
});

test('Daily with a capital inside the line is a name beside another day', () => {
  expect(parseLine('Cancel Daily tomorrow', context)).toMatchObject({ title: 'Cancel Daily' });
  expect(parseLine('Cancel Daily tomorrow', context).rrule).toBeUndefined();
  expect(parseLine('Take pills Daily', context).rrule).toBe('FREQ=DAILY');
});

import { expect, test } from 'vitest';
import { isProblem, parseRule, writeRule } from './rule.ts';
import { inZone } from './zoned.ts';

type Days = Record<string, string>;

/** `{ '1997-09': '2-4,30' }` in words: 9:00 on 2, 3, 4 and 30 September 1997. */
function at9(days: Days): string[] {
  return Object.entries(days).flatMap(([month, list]) =>
    list.split(',').flatMap((range) => {
      const [from = 0, to = from] = range.split('-').map(Number);
      return Array.from(
        { length: to - from + 1 },
        (_, index) => `${month}-${String(from + index).padStart(2, '0')}T09:00`,
      );
    }),
  );
}

const times = (day: string, list: string) => list.split(' ').map((time) => `${day}T${time}`);
const september2 = '1997-09-02T09:00';
const everyTwentyMinutes = ['09', '10', '11', '12', '13', '14', '15', '16'].flatMap((hour) =>
  ['00', '20', '40'].map((minute) => `${hour}:${minute}`),
);

/** Rules with their end: the occurrences are all there are. */
const ended: [start: string, rules: string[], occurrences: string[]][] = [
  [september2, ['FREQ=DAILY;COUNT=10'], at9({ '1997-09': '2-11' })],
  [
    september2,
    ['FREQ=DAILY;UNTIL=19971224T000000Z'],
    at9({ '1997-09': '2-30', '1997-10': '1-31', '1997-11': '1-30', '1997-12': '1-23' }),
  ],
  [
    september2,
    ['FREQ=DAILY;INTERVAL=10;COUNT=5'],
    at9({ '1997-09': '2,12,22', '1997-10': '2,12' }),
  ],
  [
    '1998-01-01T09:00',
    [
      'FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA',
      'FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1',
    ],
    at9({ '1998-01': '1-31', '1999-01': '1-31', '2000-01': '1-31' }),
  ],
  [
    september2,
    ['FREQ=WEEKLY;COUNT=10'],
    at9({ '1997-09': '2,9,16,23,30', '1997-10': '7,14,21,28', '1997-11': '4' }),
  ],
  [
    september2,
    ['FREQ=WEEKLY;UNTIL=19971224T000000Z'],
    at9({
      '1997-09': '2,9,16,23,30',
      '1997-10': '7,14,21,28',
      '1997-11': '4,11,18,25',
      '1997-12': '2,9,16,23',
    }),
  ],
  [
    september2,
    [
      'FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH',
      'FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH',
    ],
    at9({ '1997-09': '2,4,9,11,16,18,23,25,30', '1997-10': '2' }),
  ],
  [
    '1997-09-01T09:00',
    ['FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR'],
    at9({
      '1997-09': '1,3,5,15,17,19,29',
      '1997-10': '1,3,13,15,17,27,29,31',
      '1997-11': '10,12,14,24,26,28',
      '1997-12': '8,10,12,22',
    }),
  ],
  [
    september2,
    ['FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH'],
    at9({ '1997-09': '2,4,16,18,30', '1997-10': '2,14,16' }),
  ],
  [
    '1997-09-05T09:00',
    ['FREQ=MONTHLY;COUNT=10;BYDAY=1FR'],
    at9({
      '1997-09': '5',
      '1997-10': '3',
      '1997-11': '7',
      '1997-12': '5',
      '1998-01': '2',
      '1998-02': '6',
      '1998-03': '6',
      '1998-04': '3',
      '1998-05': '1',
      '1998-06': '5',
    }),
  ],
  [
    '1997-09-05T09:00',
    ['FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR'],
    at9({ '1997-09': '5', '1997-10': '3', '1997-11': '7', '1997-12': '5' }),
  ],
  [
    '1997-09-07T09:00',
    ['FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU'],
    at9({
      '1997-09': '7,28',
      '1997-11': '2,30',
      '1998-01': '4,25',
      '1998-03': '1,29',
      '1998-05': '3,31',
    }),
  ],
  [
    '1997-09-22T09:00',
    ['FREQ=MONTHLY;COUNT=6;BYDAY=-2MO'],
    at9({
      '1997-09': '22',
      '1997-10': '20',
      '1997-11': '17',
      '1997-12': '22',
      '1998-01': '19',
      '1998-02': '16',
    }),
  ],
  [
    september2,
    ['FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15'],
    at9({
      '1997-09': '2,15',
      '1997-10': '2,15',
      '1997-11': '2,15',
      '1997-12': '2,15',
      '1998-01': '2,15',
    }),
  ],
  [
    '1997-09-30T09:00',
    ['FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1'],
    at9({
      '1997-09': '30',
      '1997-10': '1,31',
      '1997-11': '1,30',
      '1997-12': '1,31',
      '1998-01': '1,31',
      '1998-02': '1',
    }),
  ],
  [
    '1997-09-10T09:00',
    ['FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15'],
    at9({ '1997-09': '10-15', '1999-03': '10-13' }),
  ],
  [
    '1997-06-10T09:00',
    ['FREQ=YEARLY;COUNT=10;BYMONTH=6,7'],
    ['1997', '1998', '1999', '2000', '2001'].flatMap((year) =>
      at9({ [`${year}-06`]: '10', [`${year}-07`]: '10' }),
    ),
  ],
  [
    '1997-03-10T09:00',
    ['FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3'],
    [
      ...at9({ '1997-03': '10' }),
      ...['1999', '2001', '2003'].flatMap((year) =>
        at9({ [`${year}-01`]: '10', [`${year}-02`]: '10', [`${year}-03`]: '10' }),
      ),
    ],
  ],
  [
    '1997-01-01T09:00',
    ['FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200'],
    at9({
      '1997-01': '1',
      '1997-04': '10',
      '1997-07': '19',
      '2000-01': '1',
      '2000-04': '9',
      '2000-07': '18',
      '2003-01': '1',
      '2003-04': '10',
      '2003-07': '19',
      '2006-01': '1',
    }),
  ],
  [
    '1997-09-04T09:00',
    ['FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3'],
    at9({ '1997-09': '4', '1997-10': '7', '1997-11': '6' }),
  ],
  // As printed, UNTIL is 17:00 in UTC: 13:00 in New York. Erratum 3883 says 21:00Z, which is what is meant.
  [
    september2,
    ['FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T210000Z'],
    times('1997-09-02', '09:00 12:00 15:00'),
  ],
  [
    september2,
    ['FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000Z'],
    times('1997-09-02', '09:00 12:00'),
  ],
  [
    september2,
    ['FREQ=MINUTELY;INTERVAL=15;COUNT=6'],
    times('1997-09-02', '09:00 09:15 09:30 09:45 10:00 10:15'),
  ],
  [
    september2,
    ['FREQ=MINUTELY;INTERVAL=90;COUNT=4'],
    times('1997-09-02', '09:00 10:30 12:00 13:30'),
  ],
  [
    '1997-08-05T09:00',
    ['FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO'],
    at9({ '1997-08': '5,10,19,24' }),
  ],
  [
    '1997-08-05T09:00',
    ['FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU'],
    at9({ '1997-08': '5,17,19,31' }),
  ],
  [
    '2007-01-15T09:00',
    ['FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5'],
    at9({ '2007-01': '15,30', '2007-02': '15', '2007-03': '15,30' }),
  ],
];

/** Rules without an end: their first occurrences. */
const endless: [start: string, rules: string[], first: string[]][] = [
  [
    september2,
    ['FREQ=DAILY;INTERVAL=2'],
    at9({
      '1997-09': '2,4,6,8,10,12,14,16,18,20,22,24,26,28,30',
      '1997-10': '2,4,6,8,10,12,14,16,18,20,22,24,26,28,30',
      '1997-11': '1,3,5,7,9,11,13,15,17,19,21,23,25,27,29',
      '1997-12': '1,3',
    }),
  ],
  [
    september2,
    ['FREQ=WEEKLY;INTERVAL=2;WKST=SU'],
    at9({
      '1997-09': '2,16,30',
      '1997-10': '14,28',
      '1997-11': '11,25',
      '1997-12': '9,23',
      '1998-01': '6,20',
      '1998-02': '3,17',
    }),
  ],
  [
    '1997-09-28T09:00',
    ['FREQ=MONTHLY;BYMONTHDAY=-3'],
    at9({
      '1997-09': '28',
      '1997-10': '29',
      '1997-11': '28',
      '1997-12': '29',
      '1998-01': '29',
      '1998-02': '26',
    }),
  ],
  [
    september2,
    ['FREQ=MONTHLY;INTERVAL=2;BYDAY=TU'],
    at9({
      '1997-09': '2,9,16,23,30',
      '1997-11': '4,11,18,25',
      '1998-01': '6,13,20,27',
      '1998-03': '3,10,17,24,31',
    }),
  ],
  [
    '1997-05-19T09:00',
    ['FREQ=YEARLY;BYDAY=20MO'],
    at9({ '1997-05': '19', '1998-05': '18', '1999-05': '17' }),
  ],
  [
    '1997-05-12T09:00',
    ['FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO'],
    at9({ '1997-05': '12', '1998-05': '11', '1999-05': '17' }),
  ],
  [
    '1997-03-13T09:00',
    ['FREQ=YEARLY;BYMONTH=3;BYDAY=TH'],
    at9({ '1997-03': '13,20,27', '1998-03': '5,12,19,26', '1999-03': '4,11,18,25' }),
  ],
  [
    '1997-06-05T09:00',
    ['FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8'],
    at9({
      '1997-06': '5,12,19,26',
      '1997-07': '3,10,17,24,31',
      '1997-08': '7,14,21,28',
      '1998-06': '4,11,18,25',
      '1998-07': '2,9,16,23,30',
      '1998-08': '6,13,20,27',
      '1999-06': '3,10,17,24',
      '1999-07': '1,8,15,22,29',
      '1999-08': '5,12,19,26',
    }),
  ],
  // The RFC takes DTSTART away by EXDATE; here a start that the rule does not yield is none by itself.
  [
    september2,
    ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13'],
    at9({ '1998-02': '13', '1998-03': '13', '1998-11': '13', '1999-08': '13', '2000-10': '13' }),
  ],
  [
    '1997-09-13T09:00',
    ['FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13'],
    at9({
      '1997-09': '13',
      '1997-10': '11',
      '1997-11': '8',
      '1997-12': '13',
      '1998-01': '10',
      '1998-02': '7',
      '1998-03': '7',
      '1998-04': '11',
      '1998-05': '9',
      '1998-06': '13',
    }),
  ],
  [
    '1996-11-05T09:00',
    ['FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8'],
    at9({ '1996-11': '5', '2000-11': '7', '2004-11': '2' }),
  ],
  [
    '1997-09-29T09:00',
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2'],
    at9({
      '1997-09': '29',
      '1997-10': '30',
      '1997-11': '27',
      '1997-12': '30',
      '1998-01': '29',
      '1998-02': '26',
      '1998-03': '30',
    }),
  ],
  [
    september2,
    [
      'FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40',
      'FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16',
    ],
    ['1997-09-02', '1997-09-03'].flatMap((day) => times(day, everyTwentyMinutes.join(' '))),
  ],
];

/** The examples of RFC 5545, 3.8.5.3, all in New York. */
const examples = [
  ...ended.map((example) => [...example, 1000] as const),
  ...endless.map((example) => [...example, example[2].length] as const),
].flatMap(([start, rules, expected, limit]) =>
  rules.map((rule) => ({ start, rule, expected, limit })),
);

test.each(examples)('$rule from $start', ({ start, rule: text, expected, limit }) => {
  const rule = parseRule(text);
  if (isProblem(rule)) throw new Error(rule.message);
  expect(inZone({ rule, start, limit }, 'America/New_York')).toEqual(expected);
  expect(parseRule(writeRule(rule))).toEqual(rule);
});

test('no example is missing', () => expect(examples).toHaveLength(43));

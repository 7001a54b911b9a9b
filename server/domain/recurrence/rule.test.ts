import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isProblem, longestRule, parseRule, writeRule } from './rule.ts';
import { anyRule } from './testing/any-rule.ts';

const written = (text: string) => {
  const rule = parseRule(text);
  return isProblem(rule) ? rule : writeRule(rule);
};

describe('a rule is written in one way', () => {
  test.each([
    ['FREQ=DAILY', 'FREQ=DAILY'],
    ['RRULE:FREQ=DAILY', 'FREQ=DAILY'],
    [' rrule:byday=mo,we;freq=weekly\n', 'FREQ=WEEKLY;BYDAY=MO,WE'],
    ['FREQ=DAILY;INTERVAL=1;WKST=MO', 'FREQ=DAILY'],
    ['COUNT=007;INTERVAL=02;FREQ=DAILY', 'FREQ=DAILY;INTERVAL=2;COUNT=7'],
    ['FREQ=WEEKLY;BYDAY=SU,FR,MO,FR;WKST=SU', 'FREQ=WEEKLY;WKST=SU;BYDAY=MO,FR,SU'],
    ['FREQ=MONTHLY;BYDAY=-1SU,+1SU,SU', 'FREQ=MONTHLY;BYDAY=SU,1SU,-1SU'],
    ['FREQ=MONTHLY;BYMONTHDAY=-1,+15,1,-2,1', 'FREQ=MONTHLY;BYMONTHDAY=1,15,-2,-1'],
    ['FREQ=YEARLY;UNTIL=20270501', 'FREQ=YEARLY;UNTIL=20270501'],
    ['FREQ=YEARLY;UNTIL=20270501T090000', 'FREQ=YEARLY;UNTIL=20270501T090000'],
    ['FREQ=YEARLY;UNTIL=20270501t090000z', 'FREQ=YEARLY;UNTIL=20270501T090000Z'],
    ['FREQ=MINUTELY;BYSECOND=60,59', 'FREQ=MINUTELY;BYSECOND=59'],
    [
      'BYSETPOS=-1;BYSECOND=0;BYMINUTE=1;BYHOUR=2;BYDAY=MO;BYMONTHDAY=3;BYYEARDAY=4;BYMONTH=6;FREQ=YEARLY',
      'FREQ=YEARLY;BYMONTH=6;BYYEARDAY=4;BYMONTHDAY=3;BYDAY=MO;BYHOUR=2;BYMINUTE=1;BYSECOND=0;BYSETPOS=-1',
    ],
  ])('%s', (text, expected) => expect(written(text)).toBe(expected));
});

describe('a rule that is none is refused, and the message names the part', () => {
  test.each([
    ['', 'empty part'],
    ['FREQ=DAILY;', 'empty part'],
    ['INTERVAL=2', 'FREQ'],
    ['FREQ=FORTNIGHTLY', 'FREQ'],
    ['FREQ=DAILY;FREQ=DAILY', 'FREQ stands there twice'],
    ['FREQ=DAILY;BYEASTER=1', 'BYEASTER'],
    ['FREQ=MONTHLY;BYMONTHDAY=31;SKIP=BACKWARD', 'SKIP'],
    ['FREQ=DAILY;toString=1', 'TOSTRING'],
    ['FREQ=DAILY;COUNT=2;UNTIL=20270501', 'COUNT and UNTIL'],
    ['FREQ=DAILY;COUNT=0', 'COUNT'],
    ['FREQ=DAILY;COUNT=-1', 'COUNT'],
    ['FREQ=DAILY;COUNT=1.5', 'COUNT'],
    ['FREQ=DAILY;COUNT=1=1', 'COUNT'],
    ['FREQ=DAILY;COUNT', 'COUNT'],
    ['FREQ=DAILY;INTERVAL=0', 'INTERVAL'],
    ['FREQ=DAILY;INTERVAL=123456789', 'INTERVAL'],
    ['FREQ=DAILY;UNTIL=2027-05-01', 'UNTIL'],
    ['FREQ=DAILY;UNTIL=20270229', 'UNTIL'],
    ['FREQ=DAILY;UNTIL=20270501T0900', 'UNTIL'],
    ['FREQ=DAILY;UNTIL=20270501T250000', 'UNTIL'],
    ['FREQ=WEEKLY;WKST=MONDAY', 'WKST'],
    ['FREQ=WEEKLY;BYDAY=', 'BYDAY'],
    ['FREQ=WEEKLY;BYDAY=MO,,TU', 'BYDAY'],
    ['FREQ=WEEKLY;BYDAY=XX', 'BYDAY'],
    ['FREQ=MONTHLY;BYDAY=0MO', 'BYDAY'],
    ['FREQ=MONTHLY;BYDAY=54MO', 'BYDAY'],
    ['FREQ=MONTHLY;BYDAY=-MO', 'BYDAY'],
    ['FREQ=WEEKLY;BYDAY=1MO', 'BYDAY'],
    ['FREQ=DAILY;BYDAY=1MO', 'BYDAY'],
    ['FREQ=YEARLY;BYWEEKNO=1;BYDAY=1MO', 'BYDAY'],
    ['FREQ=YEARLY;BYMONTH=0', 'BYMONTH'],
    ['FREQ=YEARLY;BYMONTH=13', 'BYMONTH'],
    ['FREQ=YEARLY;BYMONTH=-1', 'BYMONTH'],
    ['FREQ=YEARLY;BYWEEKNO=54', 'BYWEEKNO'],
    ['FREQ=MONTHLY;BYWEEKNO=1', 'BYWEEKNO'],
    ['FREQ=YEARLY;BYYEARDAY=367', 'BYYEARDAY'],
    ['FREQ=YEARLY;BYYEARDAY=0', 'BYYEARDAY'],
    ['FREQ=MONTHLY;BYYEARDAY=1', 'BYYEARDAY'],
    ['FREQ=MONTHLY;BYMONTHDAY=32', 'BYMONTHDAY'],
    ['FREQ=MONTHLY;BYMONTHDAY=0', 'BYMONTHDAY'],
    ['FREQ=MONTHLY;BYMONTHDAY=1e1', 'BYMONTHDAY'],
    ['FREQ=WEEKLY;BYMONTHDAY=1', 'BYMONTHDAY'],
    ['FREQ=DAILY;BYHOUR=24', 'BYHOUR'],
    ['FREQ=DAILY;BYMINUTE=60', 'BYMINUTE'],
    ['FREQ=DAILY;BYSECOND=61', 'BYSECOND'],
    ['FREQ=MONTHLY;BYSETPOS=1', 'BYSETPOS'],
    ['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0', 'BYSETPOS'],
    ['FREQ=DAILY'.padEnd(longestRule + 1, ' '), '500 characters'],
  ])('%s', (text, part) => {
    const problem = parseRule(text);
    expect(problem).toMatchObject({ field: 'rrule', message: expect.stringContaining(part) });
  });
});

test('what is written is read as what it was', () => {
  fc.assert(
    fc.property(anyRule, (rule) => {
      expect(parseRule(writeRule(rule))).toEqual(rule);
    }),
    { numRuns: 1000, seed: 1 },
  );
});

test('any text is a rule or a problem', () => {
  const parts = fc.constantFrom(
    'FREQ=',
    'DAILY',
    ';',
    '=',
    ',',
    'BYDAY=',
    '-1',
    'MO',
    'UNTIL=',
    '9',
  );
  const texts = fc.oneof(
    fc.string(),
    fc.array(parts).map((some) => some.join('')),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const rule = parseRule(text);
      if (isProblem(rule)) expect(rule.field).toBe('rrule');
      else expect(parseRule(writeRule(rule))).toEqual(rule);
    }),
    { numRuns: 2000, seed: 1 },
  );
});

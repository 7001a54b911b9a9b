import { describe, expect, test } from 'vitest';
import { dayIn } from '../../due.ts';
import { corpusLanguages, corpusNow, corpusOf, corpusZones, isPlain } from '../testing/corpus.ts';
import type { Phrase } from '../testing/corpus.ts';

const parts = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYMONTH', 'BYMONTHDAY', 'BYDAY'];
const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const partsOf = (rrule: string): Map<string, string> =>
  new Map(rrule.split(';').map((part) => part.split('=') as [string, string]));

/** Whether a rule has its parts and its weekdays in the one order in which answers come. */
function isInOrder(rrule: string): boolean {
  const rule = partsOf(rrule);
  const places = [...rule.keys()].map((name) => parts.indexOf(name));
  const days = (rule.get('BYDAY') ?? '').split(',').map((one) => weekdays.indexOf(one.slice(-2)));
  return (
    places.every((place, index) => place > (places[index - 1] ?? -1)) &&
    days.every((place, index) => place >= (days[index - 1] ?? -1)) &&
    rule.get('INTERVAL') !== '1'
  );
}

/** Whether a day satisfies the parts of a rule that name days (RFC 5545, 3.3.10); none is satisfied by any day. */
function isOfRule(rrule: string, iso: string): boolean {
  const rule = partsOf(rrule);
  const date = new Date(`${iso}T00:00:00Z`);
  const [month, dayOfMonth] = [date.getUTCMonth() + 1, date.getUTCDate()];
  const length = new Date(Date.UTC(date.getUTCFullYear(), month, 0)).getUTCDate();
  const weekday = weekdays[(date.getUTCDay() + 6) % 7];
  const nth = Math.ceil(dayOfMonth / 7);
  const nthFromEnd = -Math.ceil((length - dayOfMonth + 1) / 7);
  const allows = (name: string, values: (number | string)[]): boolean =>
    rule
      .get(name)
      ?.split(',')
      .some((value) => values.map(String).includes(value)) ?? true;
  return (
    allows('BYMONTH', [month]) &&
    allows('BYMONTHDAY', [dayOfMonth, dayOfMonth - length - 1]) &&
    allows('BYDAY', [`${weekday}`, `${nth}${weekday}`, `${nthFromEnd}${weekday}`]) &&
    (rule.get('UNTIL') ?? '9') >= iso.replaceAll('-', '')
  );
}

/** What cannot be true of an expectation, whatever a grammar would answer. */
function contradictions(entry: Phrase, zone: string): string[] {
  const { title, dueOn, dueTime, startOn, rrule, anchor, section, project } = entry.expect;
  const today = dayIn(entry.now ?? corpusNow, entry.zone ?? zone);
  const found: [string, boolean][] = [
    ['a time without a day', dueTime !== undefined && dueOn === undefined],
    ['a repeat without its first day', rrule !== undefined && dueOn === undefined],
    ['a repeat with a start of its own', rrule !== undefined && startOn !== undefined],
    ['an anchor without a repeat', anchor !== undefined && rrule === undefined],
    ['a section without a project', section !== undefined && project === undefined],
    ['an end before the start', (startOn ?? '') > (dueOn ?? '9')],
    ['a rule out of order', rrule !== undefined && !isInOrder(rrule)],
    ['a first day before today', rrule !== undefined && (dueOn ?? '9') < today],
    ['a day not of its rule', rrule !== undefined && !isOfRule(rrule, dueOn ?? '')],
    ['a plain line that is changed', isPlain(entry) && title !== entry.phrase],
    ['a title not of the line', !isWithin(title, entry.phrase)],
  ];
  return found.filter(([, holds]) => holds).map(([what]) => `${entry.phrase}: ${what}`);
}

/** Whether a title's letters stand in the line in their order; spaces may have been joined. */
function isWithin(title: string, line: string): boolean {
  let from = 0;
  for (const letter of title.replaceAll(/\s/g, '')) {
    from = line.indexOf(letter, from) + 1;
    if (from === 0) return false;
  }
  return true;
}

describe.each(corpusLanguages)('the corpus of quick add, %s', (language) => {
  const corpus = corpusOf(language);

  test('has enough of both kinds, none of them twice', () => {
    expect(corpus.filter((entry) => !isPlain(entry)).length).toBeGreaterThanOrEqual(400);
    expect(corpus.filter(isPlain).length).toBeGreaterThanOrEqual(100);
    const keys = corpus.map((entry) => JSON.stringify({ ...entry, expect: null }));
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  test('contradicts itself nowhere', () => {
    const zone = corpusZones[language] ?? '';
    expect(corpus.flatMap((entry) => contradictions(entry, zone))).toEqual([]);
  });

  test('asks on many days and in many zones', () => {
    const varied = corpus.filter((entry) => entry.now !== undefined || entry.zone !== undefined);
    expect(varied.length).toBeGreaterThanOrEqual(60);
  });
});

describe('the check of an expectation', () => {
  const friday = { title: 'Gym', dueOn: '2026-11-27', rrule: 'FREQ=WEEKLY;BYDAY=FR' };
  const check = (expectOf: Phrase['expect'], line = 'Gym every friday'): string[] =>
    contradictions({ phrase: line, expect: expectOf }, 'Europe/London');

  test.each<[string, Phrase['expect']]>([
    ['a day not of its rule', { ...friday, dueOn: '2026-11-26' }],
    ['a day not of its rule', { ...friday, rrule: 'FREQ=MONTHLY;BYDAY=1FR' }],
    ['a day not of its rule', { ...friday, rrule: 'FREQ=MONTHLY;BYMONTHDAY=-1' }],
    ['a day not of its rule', { ...friday, rrule: 'FREQ=WEEKLY;UNTIL=20261126;BYDAY=FR' }],
    ['a first day before today', { ...friday, dueOn: '2026-11-20' }],
    ['a rule out of order', { ...friday, rrule: 'FREQ=WEEKLY;BYDAY=FR,MO' }],
    ['a rule out of order', { ...friday, rrule: 'BYDAY=FR;FREQ=WEEKLY' }],
    ['a repeat without its first day', { title: 'Gym', rrule: 'FREQ=DAILY' }],
    ['a title not of the line', { ...friday, title: 'Yoga' }],
  ])('finds %s', (what, expectOf) => {
    expect(check(expectOf)).toContain(`Gym every friday: ${what}`);
  });

  test('finds nothing in a sound one', () => {
    expect(check(friday)).toEqual([]);
    expect(check({ ...friday, rrule: 'FREQ=MONTHLY;BYDAY=-1FR' })).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import type { LabelId, ProjectId, SectionId, UserId } from '../ids.ts';
import { parseFilter } from './parse-filter.ts';
import { resolveFilter } from './resolve-filter.ts';
import type { ClauseTest, FilterContext } from './resolve-filter.ts';
import { sayNameProblem } from './resolve-names.ts';
import type { NameProblem } from './resolve-names.ts';

const context: FilterContext = {
  today: '2026-11-26',
  timeZone: 'Europe/Moscow',
  weekStart: 'monday',
  me: 'me' as UserId,
  names: {
    labels: [
      { id: 'l1' as LabelId, name: 'Ёлка' },
      { id: 'l2' as LabelId, name: 'home' },
    ],
    projects: [
      {
        id: 'p1' as ProjectId,
        name: 'Work',
        key: 'WORK',
        sections: [
          { id: 's1' as SectionId, name: 'To do' },
          { id: 's2' as SectionId, name: 'Done' },
        ],
      },
      {
        id: 'p2' as ProjectId,
        name: 'work',
        key: 'W2',
        sections: [{ id: 's3' as SectionId, name: 'to do' }],
      },
      { id: 'p3' as ProjectId, name: 'Empty', key: 'EMP', sections: [] },
    ],
    people: [
      { id: 'ann' as UserId, name: 'Ann Smith' },
      { id: 'lee' as UserId, name: 'Ann Lee' },
      { id: 'bob' as UserId, name: 'Bob Ross' },
    ],
  },
};

function resolve(text: string, more: Partial<FilterContext> = {}) {
  const read = parseFilter(text);
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return resolveFilter(read.filter, { ...context, ...more });
}

function testOf(text: string, more: Partial<FilterContext> = {}): ClauseTest {
  const found = resolve(text, more);
  if ('problems' in found || found.kind !== 'clause') throw new Error(JSON.stringify(found));
  return found.test;
}

function problemsOf(text: string): NameProblem[] {
  const found = resolve(text);
  return 'problems' in found ? found.problems : [];
}

describe('days', () => {
  test.each([
    ['today', '2026-11-26', '2026-11-26', '2026-11-26'],
    ['tomorrow', '2026-11-30', '2026-12-01', '2026-12-01'],
    ['yesterday', '2027-01-01', '2026-12-31', '2026-12-31'],
    ['due:tomorrow', '2028-02-28', '2028-02-29', '2028-02-29'],
    ['due:-7d..', '2026-03-03', '2026-02-24', null],
    ['due:..+1w', '2026-12-28', null, '2027-01-04'],
    ['due:+1m', '2027-01-31', '2027-02-28', '2027-02-28'],
    ['due:-1m', '2028-03-31', '2028-02-29', '2028-02-29'],
    ['due:+1y', '2028-02-29', '2029-02-28', '2029-02-28'],
    ['due:-100y..+100y', '2026-11-26', '1926-11-26', '2126-11-26'],
    ['due:2026-12-01..+2m', '2026-11-26', '2026-12-01', '2027-01-26'],
    ['this-month', '2028-02-29', '2028-02-01', '2028-02-29'],
    ['next-month', '2026-12-31', '2027-01-01', '2027-01-31'],
    ['next-month', '2027-01-31', '2027-02-01', '2027-02-28'],
    ['last-month', '2026-01-15', '2025-12-01', '2025-12-31'],
    ['this-year', '2026-11-26', '2026-01-01', '2026-12-31'],
  ])('%s on %s', (text, today, from, to) => {
    expect(testOf(text, { today })).toEqual({ kind: 'days', field: 'due', from, to });
  });

  test.each([
    ['this-week', 'monday', '2026-11-26', '2026-11-23', '2026-11-29'],
    ['this-week', 'sunday', '2026-11-26', '2026-11-22', '2026-11-28'],
    ['this-week', 'saturday', '2026-11-26', '2026-11-21', '2026-11-27'],
    ['this-week', 'monday', '2026-11-29', '2026-11-23', '2026-11-29'],
    ['this-week', 'sunday', '2026-11-29', '2026-11-29', '2026-12-05'],
    ['this-week', 'saturday', '2026-11-28', '2026-11-28', '2026-12-04'],
    ['next-week', 'monday', '2026-11-29', '2026-11-30', '2026-12-06'],
    ['last-week', 'sunday', '2026-11-28', '2026-11-15', '2026-11-21'],
  ] as const)('%s from %s on %s', (text, weekStart, today, from, to) => {
    expect(testOf(text, { today, weekStart })).toMatchObject({ from, to });
  });

  test.each([
    [
      'created:today',
      'Europe/Moscow',
      '00:00',
      '2026-11-25T21:00:00.000Z',
      '2026-11-26T21:00:00.000Z',
    ],
    [
      'created:today',
      'Europe/Moscow',
      '04:00',
      '2026-11-26T01:00:00.000Z',
      '2026-11-27T01:00:00.000Z',
    ],
    [
      'created:today',
      'Pacific/Apia',
      '00:00',
      '2026-11-25T11:00:00.000Z',
      '2026-11-26T11:00:00.000Z',
    ],
    // The clocks go forward in the first night, and back in the second: days of 23 and of 25 hours.
    [
      'updated:2026-03-08',
      'America/New_York',
      '00:00',
      '2026-03-08T05:00:00.000Z',
      '2026-03-09T04:00:00.000Z',
    ],
    [
      'updated:2026-11-01',
      'America/New_York',
      '00:00',
      '2026-11-01T04:00:00.000Z',
      '2026-11-02T05:00:00.000Z',
    ],
    // In Cairo midnight itself is skipped; Samoa left out a day.
    [
      'created:2026-04-24',
      'Africa/Cairo',
      '00:00',
      '2026-04-23T22:00:00.000Z',
      '2026-04-24T21:00:00.000Z',
    ],
    [
      'created:2011-12-30',
      'Pacific/Apia',
      '00:00',
      '2011-12-30T10:00:00.000Z',
      '2011-12-30T10:00:00.000Z',
    ],
  ])('%s in %s from %s', (text, timeZone, dayStart, since, before) => {
    expect(testOf(text, { timeZone, dayStart })).toMatchObject({ kind: 'instants', since, before });
  });

  test('an open end stays open', () => {
    expect(testOf('completed:-1d..')).toMatchObject({
      since: '2026-11-24T21:00:00.000Z',
      before: null,
    });
    expect(testOf('completed:..-1d')).toMatchObject({
      since: null,
      before: '2026-11-25T21:00:00.000Z',
    });
  });
});

describe('names', () => {
  test.each([
    ['@ёлка', { kind: 'label', ids: ['l1'] }],
    ['@ЕЛКА', { kind: 'label', ids: ['l1'] }],
    ['label:none', { kind: 'none', field: 'label' }],
    ['#WORK', { kind: 'project', ids: ['p1', 'p2'] }],
    ['#w2', { kind: 'project', ids: ['p2'] }],
    ['#work/*', { kind: 'section', ids: ['s1', 's2', 's3'] }],
    ['#empty/*', { kind: 'section', ids: [] }],
    ['#work/"TO DO"', { kind: 'section', ids: ['s1', 's3'] }],
    ['#w2/"to do"', { kind: 'section', ids: ['s3'] }],
    ['assignee:me', { kind: 'assignee', ids: ['me'] }],
    ['assignee:none', { kind: 'none', field: 'assignee' }],
    ['assignee:"ann smith"', { kind: 'assignee', ids: ['ann'] }],
    ['author:bob', { kind: 'author', ids: ['bob'] }],
    ['key:w2-7', { kind: 'key', projectIds: ['p2'], number: 7 }],
    ['"ЁЖ"', { kind: 'text', text: 'еж' }],
  ])('%s', (text, expected) => {
    expect(testOf(text)).toEqual(expected);
  });

  test.each([
    ['@hom', 'label', 'home'],
    ['@nothing', 'label', undefined],
    ['#wrok', 'project', 'Work'],
    ['#work/tod', 'section', undefined],
    ['#work/"to-do"', 'section', 'To do'],
    ['#work/dnoe', 'section', 'Done'],
    ['assignee:"bob rose"', 'person', 'Bob Ross'],
    ['assignee:ann', 'several-people', undefined],
    ['key:WROK-1', 'key', 'WORK'],
  ])('%s is not there', (text, code, suggestion) => {
    expect(problemsOf(text).map((one) => [one.code, one.suggestion])).toEqual([[code, suggestion]]);
  });

  test('every clause that names nothing is told of, itself', () => {
    const read = parseFilter('@x | (today & #y) | !author:z');
    if ('problems' in read) throw new Error('it is right');
    const found = resolveFilter(read.filter, context);
    if (!('problems' in found)) throw new Error('it names nothing');
    expect(found.problems.map(({ clause }) => read.places.get(clause)?.start)).toEqual([0, 14, 21]);
  });

  test('problems are said in both languages', () => {
    const [label] = problemsOf('@"$& x"');
    expect(sayNameProblem(label!, 'en')).toBe('no label is called “$& x”');
    expect(sayNameProblem(label!, 'ru')).toBe('метки «$& x» нет');
  });
});

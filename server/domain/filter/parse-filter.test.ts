import { describe, expect, test } from 'vitest';
import { clausesOf, everything } from './ast.ts';
import type { Clause, Filter } from './ast.ts';
import { parseFilter } from './parse-filter.ts';

function read(text: string): Filter {
  const parsed = parseFilter(text);
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.filter;
}

const today = { kind: 'shift', count: 0, unit: 'day' } as const;
const due = (from: unknown, to: unknown) =>
  ({ kind: 'days', field: 'due', days: { kind: 'range', from, to } }) as Clause;
const days = (field: string, value: unknown) => ({ kind: 'days', field, days: value }) as Clause;
const date = (day: string) => ({ kind: 'date', day });
const shift = (count: number, unit: string) => ({ kind: 'shift', count, unit });

const clauses: [text: string, clause: Clause][] = [
  ['today', due(today, today)],
  ['завтра', due(shift(1, 'day'), shift(1, 'day'))],
  ['due:-7d', due(shift(-7, 'day'), shift(-7, 'day'))],
  ['due:-7d..', due(shift(-7, 'day'), null)],
  ['срок:..+1н', due(null, shift(1, 'week'))],
  ['due:2026-12-01..2026-12-31', due(date('2026-12-01'), date('2026-12-31'))],
  ['due:29.2.2028', due(date('2028-02-29'), date('2028-02-29'))],
  ['due:-1m..+2y', due(shift(-1, 'month'), shift(2, 'year'))],
  ['due:none', days('due', { kind: 'none' })],
  ['start:this-week', days('start', { kind: 'span', span: 'this-week' })],
  ['created:today', days('created', { kind: 'range', from: today, to: today })],
  ['изменено:-1д..', days('updated', { kind: 'range', from: shift(-1, 'day'), to: null })],
  ['завершено:нет', days('completed', { kind: 'none' })],
  ['overdue', { kind: 'overdue' }],
  ['статус:отменено', { kind: 'status', status: 'cancelled' }],
  ['priority:2..', { kind: 'priority', from: 2, to: 3 }],
  ['priority:..2', { kind: 'priority', from: 0, to: 2 }],
  ['приоритет:нет', { kind: 'priority', from: 0, to: 0 }],
  ['@home', { kind: 'label', name: 'home' }],
  ['@none', { kind: 'label', name: 'none' }],
  ['label:none', { kind: 'label', name: null }],
  ['label:"none"', { kind: 'label', name: 'none' }],
  ['@" two words "', { kind: 'label', name: 'two words' }],
  ['#work', { kind: 'project', name: 'work', section: null }],
  ['#work/*', { kind: 'project', name: 'work', section: { kind: 'any' } }],
  ['#work/"*"', { kind: 'project', name: 'work', section: { kind: 'named', name: '*' } }],
  ['#"a/b"/"To do"', { kind: 'project', name: 'a/b', section: { kind: 'named', name: 'To do' } }],
  ['assignee:me', { kind: 'assignee', who: { kind: 'me' } }],
  ['исполнитель:"я"', { kind: 'assignee', who: { kind: 'named', name: 'я' } }],
  ['assignee:none', { kind: 'assignee', who: { kind: 'nobody' } }],
  ['author:ann', { kind: 'author', who: { kind: 'named', name: 'ann' } }],
  [String.raw`"a \"b\" \\ \c"`, { kind: 'text', text: String.raw`a "b" \ \c` }],
  ['текст:отчёт', { kind: 'text', text: 'отчёт' }],
  ['repeat:yes', { kind: 'repeat', yes: true }],
  ['заблокировано:нет', { kind: 'blocked', yes: false }],
  ['has:files', { kind: 'has', what: 'attachments' }],
  ['estimate:1h30m..', { kind: 'estimate', from: 90, to: null }],
  ['estimate:45', { kind: 'estimate', from: 45, to: 45 }],
  ['оценка:нет', { kind: 'estimate', from: null, to: null }],
  ['is:subtask', { kind: 'subtask' }],
  ['key:home-12', { kind: 'key', project: 'HOME', number: 12 }],
];

test.each(clauses)('%s is its clause', (text, clause) => {
  expect(read(text)).toEqual(clause);
});

describe('operators', () => {
  const [a, b, c] = ['@a', '@b', '@c'].map(read) as [Filter, Filter, Filter];

  test('"and" binds tighter than "or", "not" tighter than both', () => {
    const expected = { kind: 'or', of: [a, { kind: 'and', of: [b, { kind: 'not', of: c }] }] };
    for (const text of ['@a | @b & !@c', '@a|@b !@c', '@a or @b and not @c', '@a или @b и не @c'])
      expect(read(text)).toEqual(expected);
  });

  test('brackets first', () => {
    expect(read('(@a | @b) @c')).toEqual({ kind: 'and', of: [{ kind: 'or', of: [a, b] }, c] });
    expect(read('!(@a @b)')).toEqual({ kind: 'not', of: { kind: 'and', of: [a, b] } });
  });

  test('groups of one kind are one group, two "not" are none', () => {
    expect(read('@a & (@b & @c)')).toEqual({ kind: 'and', of: [a, b, c] });
    expect(read('@a | (@b | @c)')).toEqual({ kind: 'or', of: [a, b, c] });
    expect(read('!(!(@a))')).toEqual(a);
  });

  test('a text of spaces is everything', () => {
    for (const text of ['', ' ', '\n\t\u00a0']) expect(read(text)).toEqual(everything);
  });
});

test('each clause has its place', () => {
  const text = '  today | !@"long name"';
  const parsed = parseFilter(text);
  if ('problems' in parsed) throw new Error('it is right');
  const found = clausesOf(parsed.filter).map((clause) => {
    const { start, end } = parsed.places.get(clause)!;
    return text.slice(start, end);
  });
  expect(found).toEqual(['today', '@"long name"']);
});

import { describe, expect, test } from 'vitest';
import { locales } from '../enums.ts';
import { parseFilter } from './parse-filter.ts';
import { longestFilter } from './problem.ts';
import type { FilterProblem } from './problem.ts';
import { rowsOf } from '../testing/rows-of.ts';

/** What is wrong, each: from and to where, the code, and what is suggested in its place. */
const wrong = rowsOf(String.raw`
  overdu → 0-6 unknown-word overdue
  ovredue → 0-7 unknown-word overdue
  todya → 0-5 unknown-word today
  tomorow → 0-7 unknown-word tomorrow
  сегодян → 0-7 unknown-word сегодня
  просрочен → 0-9 unknown-word просрочено
  завтрв → 0-6 unknown-word завтра
  over → 0-4 unknown-word overdue
  banana → 0-6 unknown-word "banana"
  HOME-12 → 0-7 unknown-word key:HOME-12
  2026-12-01 → 0-10 unknown-word due:2026-12-01
  -7d.. → 0-5 unknown-word due:-7d..
  report today → 0-6 unknown-word "report"
  today bananas → 6-13 unknown-word "bananas"
  dew:today → 0-9 unknown-field "dew:today"
  сорк:сегодня → 0-4 unknown-field срок
  asignee:me → 0-7 unknown-field assignee
  исполнитл:я → 0-9 unknown-field исполнитель
  prioritty:3 → 0-9 unknown-field priority
  foo:bar → 0-7 unknown-field "foo:bar"
  :today → 0-6 unknown-field ":today"
  due: → 0-4 missing-value
  срок: → 0-5 missing-value
  @ → 0-1 missing-value
  # → 0-1 missing-value
  label: → 0-6 missing-value
  assignee: → 0-9 missing-value
  text: → 0-5 missing-value
  key: → 0-4 missing-value
  is: → 0-3 missing-value
  due:tomorow → 4-11 unknown-value tomorrow
  due:ovedue → 4-10 unknown-value overdue
  due:friday → 4-10 unknown-value
  срок:заврта → 5-11 unknown-value завтра
  срок:пятница → 5-12 unknown-value
  created:overdue → 8-15 unknown-value
  created:none → 8-12 always-there
  updated:нет → 8-11 always-there
  start:overdue → 6-13 unknown-value
  due:2026-02-30 → 4-14 no-such-day
  due:31.02.2026 → 4-14 no-such-day
  due:2027-02-29 → 4-14 no-such-day
  due:2026-13-01 → 4-14 no-such-day
  due:1899-12-31 → 4-14 no-such-day
  due:2026-12-31..2026-12-01 → 4-26 empty-range 2026-12-01..2026-12-31
  due:tomorrow..today → 4-19 empty-range today..tomorrow
  срок:завтра..сегодня → 5-20 empty-range сегодня..завтра
  due:+2w..+1w → 4-12 empty-range +1w..+2w
  due:1m..1w → 4-10 empty-range 1w..1m
  due:.. → 4-6 open-range
  срок:.. → 5-7 open-range
  due:+99999d → 4-11 too-far
  due:101y → 4-8 too-far
  due:7 → 4-5 unknown-value
  due:-7 → 4-6 unknown-value
  due:7x → 4-6 unknown-value
  due:today..tomorow → 11-18 unknown-value tomorrow
  due:today..2026-02-30 → 11-21 no-such-day
  due:"to"day → 4-11 split-quotes
  priority:4 → 9-10 unknown-value
  priority:urgnt → 9-14 unknown-value urgent
  приоритет:срочнй → 10-16 unknown-value срочный
  priority:3..1 → 9-13 empty-range 1..3
  priority:.. → 9-11 open-range
  priority:-1 → 9-11 unknown-value
  status:opne → 7-11 unknown-value open
  статус:открта → 7-13 unknown-value открыта
  status:finished → 7-15 unknown-value
  estimate:2x → 9-11 unknown-value
  estimate:0 → 9-10 unknown-value
  estimate:2h..1h → 9-15 empty-range 1h..2h
  estimate:99999h → 9-15 unknown-value
  estimate:.. → 9-11 open-range
  repeat:maybe → 7-12 unknown-value
  repeat:ys → 7-9 unknown-value
  повтор:дп → 7-9 unknown-value
  blocked:1 → 8-9 unknown-value
  has:note → 4-8 unknown-value notes
  has:banana → 4-10 unknown-value
  есть:заметка → 5-12 unknown-value заметки
  is:subtsk → 3-9 unknown-value subtask
  это:задача → 4-10 unknown-value
  key:12 → 4-6 unknown-value
  key:HOME → 4-8 unknown-value
  key:HOME-0 → 4-10 unknown-value
  author:none → 7-11 unknown-value
  автор:никто → 6-11 unknown-value
  @"" → 1-3 missing-value
  @"  " → 1-5 missing-value
  "" → 0-2 missing-value
  "   " → 0-5 missing-value
  #work/ → 0-6 missing-value
  #/todo → 0-1 missing-value
  #a/b/c → 1-6 bad-path
  #work//x → 1-8 bad-path
  @"long"name → 1-11 split-quotes
  "a""b" → 0-6 split-quotes
  today"x" → 0-8 split-quotes
  #work/To do → 0-11 unquoted-name #work/"To do"
  #Big project → 0-12 unquoted-name #"Big project"
  @long name → 0-10 unquoted-name @"long name"
  assignee:Ann Smith → 0-18 unquoted-name assignee:"Ann Smith"
  исполнитель:Анна Петрова → 0-24 unquoted-name исполнитель:"Анна Петрова"
  #work/"To" do → 0-13 unquoted-name #work/"To do"
  "unclosed → 0-9 unclosed-quote
  «не закрыта → 0-11 unclosed-quote
  @"unclosed & today → 1-18 unclosed-quote
  (today → 0-1 unclosed-bracket
  today) → 5-6 extra-bracket
  (today & (overdue) → 0-1 unclosed-bracket
  ) → 0-1 extra-bracket
  () → 0-2 empty-brackets
  today & () → 8-10 empty-brackets
  today & → 6-7 missing-after
  today | → 6-7 missing-after
  & today → 0-1 missing-before
  | today → 0-1 missing-before
  ! → 0-1 missing-after
  today & ! → 8-9 missing-after
  today & & overdue → 6-7 missing-after
  today | | overdue → 6-7 missing-after
  today &| overdue → 6-7 missing-after
  (today &) → 7-8 missing-after
  (& today) → 0-1 missing-after
  (|) → 0-1 missing-after
  not → 0-3 missing-after
  и → 0-1 missing-before
  today или → 6-9 missing-after
  (((((((((((today))))))))))) → 10-11 too-deep
  today, overdue → 0-6 unknown-word today
  today; overdue → 0-6 unknown-word today
  -today → 0-6 unknown-word !today
  overdu | tomorow & dew:today → 0-6 unknown-word overdue → 9-16 unknown-word tomorrow → 19-28 unknown-field "dew:today"
  @home banana & status:opne → 0-12 unquoted-name @"home banana" → 22-26 unknown-value open
  https://example.org/a → 0-21 unknown-field "https://example.org/a"
  foo:"b c" → 0-9 unknown-field "foo:b c"
  -@home → 0-6 unknown-word !@home
  -report → 0-7 unknown-word "-report"
  done → 0-4 unknown-word status:done
  открыта → 0-7 unknown-word статус:открыта
  Urgent → 0-6 unknown-word priority:Urgent
  срочно → 0-6 unknown-word приоритет:срочно
  me → 0-2 unknown-word assignee:me
  мне → 0-3 unknown-word исполнитель:мне
  files → 0-5 unknown-word has:files
  subtask → 0-7 unknown-word is:subtask
  blocked → 0-7 unknown-word blocked:yes
  повтор → 0-6 unknown-word повтор:да
  none → 0-4 unknown-word due:none
  due:+2w..+1w today → 4-12 empty-range +1w..+2w
  today|(overdue → 6-7 unclosed-bracket
`);

function problemsOf(text: string, locale: 'en' | 'ru' = 'en'): FilterProblem[] {
  const read = parseFilter(text, locale);
  return 'problems' in read ? read.problems : [];
}

describe('what is wrong has its place and a suggestion', () => {
  test.each(wrong)('%s', (text, ...problems) => {
    const found = problemsOf(text).map(({ start, end, code, suggestion }) =>
      `${start}-${end} ${code} ${suggestion ?? ''}`.trim(),
    );
    expect(found).toEqual(problems);
  });

  test.each(wrong)('%s: what is suggested is no problem any more', (text) => {
    for (const { start, end, code, suggestion } of problemsOf(text)) {
      if (suggestion === undefined) continue;
      const mended = text.slice(0, start) + suggestion + text.slice(end);
      const left = problemsOf(mended).filter((problem) => problem.start === start);
      expect(
        left.map((problem) => problem.code),
        mended,
      ).not.toContain(code);
    }
  });

  test('every problem is said in both languages', () => {
    for (const [text] of wrong) {
      const [english, russian] = locales.map((locale) => problemsOf(text!, locale)[0]!.message);
      expect(english).not.toMatch(/[{}]/);
      expect(russian).toMatch(/[а-я]/);
      expect(russian).not.toMatch(/[{}]/);
    }
  });
});

test('messages name what was written', () => {
  const [first] = problemsOf('overdu');
  expect(first).toEqual({
    start: 0,
    end: 6,
    code: 'unknown-word',
    message: 'the word “overdu” is unknown',
    suggestion: 'overdue',
  });
  expect(problemsOf('foo:bar')[0]!.message).toBe('there is no field “foo”');
  expect(problemsOf('статус:готово', 'ru')[0]!.message).toBe(
    '«готово» здесь не подходит; можно: открыто, сделано, отменено',
  );
  const long = problemsOf('x'.repeat(60))[0]!.message;
  expect(long).toBe(`the word “${'x'.repeat(39)}…” is unknown`);
  expect(problemsOf('$& $`')[0]!.message).toContain('“$”');
});

describe('bounds', () => {
  test('1,000 characters', () => {
    const text = `"${'ы'.repeat(longestFilter - 2)}"`;
    expect(problemsOf(text)).toEqual([]);
    expect(problemsOf(`${text} `)).toMatchObject([{ code: 'too-long', start: 1000, end: 1001 }]);
  });

  test('50 conditions', () => {
    expect(problemsOf('today '.repeat(50))).toEqual([]);
    const place = { code: 'too-many-clauses', start: 300, end: 305 };
    expect(problemsOf('today '.repeat(51))).toMatchObject([place]);
  });

  test('brackets 10 deep; a thousand "not" are none', () => {
    expect(problemsOf(`${'('.repeat(10)}today${')'.repeat(10)}`)).toEqual([]);
    expect(problemsOf('('.repeat(1000))).toMatchObject([{ code: 'too-deep', start: 10 }]);
    expect(parseFilter(`${'!'.repeat(995)}today`)).toMatchObject({ filter: { kind: 'not' } });
  });

  test.each([
    ['NUL', '"a\u0000b"', 2],
    ['an escape', 'today \u001b', 6],
    ['half a pair', '"\ud83d"', 1],
  ])('%s cannot stand in a filter', (_, text, start) => {
    expect(problemsOf(text)).toMatchObject([{ code: 'bad-character', start, end: start + 1 }]);
  });

  test('a whole pair can, and so can a line end', () => {
    expect(problemsOf('"👍"\n&\ttoday')).toEqual([]);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { locales } from '../enums.ts';
import type { Locale } from '../enums.ts';
import { parseLine } from '../quick-add/parse-line.ts';
import type { ParsedLine } from '../quick-add/parse-line.ts';
import { contextOf, corpusLanguages, corpusOf } from '../quick-add/testing/corpus.ts';
import { dateOf, weekdayOf } from './calendar.ts';
import type { Weekday } from './calendar.ts';
import { dayOf, readLocal, writeLocal } from './local-time.ts';
import { occurrences } from './occurrences.ts';
import { isProblem, parseRule, writeRule } from './rule.ts';
import type { Rule } from './rule.ts';
import { sayRepeat } from './say-rule.ts';
import type { Repeating } from './say-rule.ts';
import { firstOccurrence } from './series.ts';
import { anyTaskRule } from './testing/any-rule.ts';

const runs = { numRuns: process.env['LONG'] ? 10_000 : 500 };
const dayText = (day: number) => writeLocal({ seconds: day * 86_400, form: 'day' });
const numberOf = (day: string) => dayOf(readLocal(day)!.seconds);
const ruleOf = (text: string): Rule => {
  const rule = parseRule(text);
  if (isProblem(rule)) throw new Error(rule.message);
  return rule;
};
const everyDay = '1,2,3,4,5,6,7';

/** A rule with the days that it takes from its start; seven days of each week are each day. */
function whole({ rrule, anchor, start }: Repeating): string {
  const rule = ruleOf(rrule);
  const isEmpty = rule.byMonth.length + rule.byMonthDay.length + rule.byDay.length === 0;
  const { month, day } = dateOf(numberOf(start));
  const weekday = weekdayOf(numberOf(start));
  if (rule.interval === 1 && rule.byDay.map((one) => one.weekday).join() === everyDay)
    return writeRule({ ...rule, freq: 'DAILY', byDay: [] });
  if (!isEmpty || anchor === 'completion' || rule.freq === 'DAILY') return writeRule(rule);
  if (rule.freq === 'WEEKLY') return writeRule({ ...rule, byDay: [{ weekday }] });
  const dated = { ...rule, byMonthDay: [day] };
  return writeRule(rule.freq === 'YEARLY' ? { ...dated, byMonth: [month] } : dated);
}

/** What quick add reads on the first day of a repeat. */
const readOn = (start: string, text: string, locale: Locale): ParsedLine =>
  parseLine(text, { now: `${start}T00:00:00Z`, timeZone: 'Etc/UTC', locale });

/** So many days before the first one the sentence must say the same, for it names the days. */
const earlier = 100;

/** Says a repeat, reads that alone, behind a title and on an earlier day, and holds it against what was said. */
function holdsWhenRead(
  repeating: Repeating,
  locale: Locale,
  said = sayRepeat(repeating, locale),
): void {
  const { start, anchor } = repeating;
  expect(said).not.toMatch(/\s{2}|[^\S ]|^\s|\s$/u);
  const title = { en: 'Call Ann', ru: 'Позвонить Оле' }[locale];
  const lines = [
    readOn(start, said, locale),
    readOn(start, `${title} ${said}`, locale),
    readOn(dayText(numberOf(start) - earlier), said, locale),
  ];
  for (const read of lines) {
    const { rrule, dueOn = '' } = read;
    const rule = rrule && whole({ rrule, anchor, start: dueOn });
    const expected = { said, rule: whole(repeating), anchor };
    expect({ said, rule, anchor: read.anchor }).toEqual(expected);
  }
  expect(lines.map((read) => read.title)).toEqual(['', title, '']);
  expect(lines.slice(0, 2).map((read) => read.dueOn)).toEqual([start, start]);
}

/** The first day of a rule on or after another; null where there is none. */
function firstDay(rrule: string, start: string): string | null {
  return firstOccurrence(
    {
      rrule,
      rdates: [],
      exdates: [],
      seriesStart: start,
      anchor: 'schedule',
      missedPolicy: 'keep-one',
      occurrencesDone: 0,
    },
    start,
  );
}

const none = ruleOf('FREQ=DAILY');
const interval = fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 999 }));
const weekday = fc.integer({ min: 1, max: 7 }) as fc.Arbitrary<Weekday>;
const month = fc.integer({ min: 1, max: 12 });
const days = fc.uniqueArray(fc.integer({ min: 1, max: 31 }), { minLength: 1, maxLength: 7 });
const nths = fc.tuple(
  weekday,
  fc.oneof(fc.constant([-1]), fc.subarray([1, 2, 3, 4, 5], { minLength: 1 })),
);
const weekdays = fc.subarray<Weekday>([1, 2, 3, 4, 5, 6, 7]);

/** What quick add makes of a line, but for how it ends. */
const endless: fc.Arbitrary<Partial<Rule>> = fc.oneof(
  fc.constant({ freq: 'DAILY' as const }),
  weekdays.map((all) => ({
    freq: 'WEEKLY' as const,
    byDay: all.map((one) => ({ weekday: one })),
  })),
  fc.constant({ freq: 'MONTHLY' as const }),
  fc.oneof(days, fc.constant([-1])).map((byMonthDay) => ({
    freq: 'MONTHLY' as const,
    byMonthDay,
  })),
  nths.map(([on, all]) => ({
    freq: 'MONTHLY' as const,
    byDay: all.map((nth) => ({ weekday: on, nth })),
  })),
  fc.tuple(month, nths).map(([on, [day, all]]) => ({
    freq: 'YEARLY' as const,
    byMonth: [on],
    byDay: all.map((nth) => ({ weekday: day, nth })),
  })),
  fc.constant({ freq: 'YEARLY' as const }),
  fc.tuple(month, fc.oneof(fc.integer({ min: 1, max: 31 }), fc.constant(-1))).map(([on, day]) => ({
    freq: 'YEARLY' as const,
    byMonth: [on],
    byMonthDay: [day],
  })),
);

const start = fc.integer({ min: 20_000, max: 24_000 });
/** About when the rules of `anyTaskRule` end. */
const earlyStart = fc.integer({ min: 9_000, max: 14_000 });
const quickRule = fc
  .record({
    days: endless,
    interval,
    start,
    end: fc.oneof(
      fc.constant({}),
      fc.record({
        count: fc.oneof(fc.integer({ min: 1, max: 25 }), fc.integer({ min: 1, max: 9999 })),
      }),
      fc.record({ until: fc.integer({ min: 0, max: 4_000 }) }),
    ),
    anchor: fc.constantFrom('schedule' as const, 'completion' as const),
  })
  .map(({ days: of, end, start: from, anchor, ...rest }) => {
    const until = 'until' in end ? { until: dayText(from + end.until) } : end;
    const rrule = writeRule({ ...none, ...of, ...rest, ...until });
    return { rrule, anchor, start: firstDay(rrule, dayText(from)) };
  })
  .filter((repeating): repeating is Repeating => repeating.start !== null);

describe.each(locales)('a repeat that is said, %s', (locale) => {
  test('is read by quick add as the same repeat, whatever rule it makes', () => {
    fc.assert(
      fc.property(quickRule, (repeating) => holdsWhenRead(repeating, locale)),
      runs,
    );
  });

  test.each(corpusLanguages)('is read so for each repeat of the corpus, %s', (language) => {
    const repeats = corpusOf(language).filter(({ expect: { rrule } }) => rrule !== undefined);
    expect(repeats.length).toBeGreaterThan(150);
    for (const entry of repeats) {
      const { rrule, anchor, dueOn } = parseLine(entry.phrase, contextOf(entry, language));
      holdsWhenRead({ rrule: rrule!, anchor: anchor!, start: dueOn! }, locale);
    }
  });

  /** Where weeks begin only says which of several weeks counts, and no sentence does. */
  test('is never read as another, whatever rule it is of', () => {
    let read = 0;
    const anchor = 'schedule' as const;
    fc.assert(
      fc.property(anyTaskRule, earlyStart, (rule, from) => {
        const rrule = writeRule({ ...rule, weekStart: 1 });
        const first = firstDay(rrule, dayText(from));
        if (first === null) return;
        const repeating = { rrule, anchor, start: first };
        const line = readOn(repeating.start, sayRepeat(repeating, locale), locale);
        if (line.title !== '' || line.rrule === undefined) return;
        read += 1;
        expect(line.dueOn).toBe(first);
        const again = { rrule: line.rrule, anchor, start: first };
        expect(daysOf(again)).toEqual(daysOf(repeating));
      }),
      runs,
    );
    expect(read).toBeGreaterThan(runs.numRuns / 20);
  });
});

test.each<[string, Locale, string]>([
  ['FREQ=MONTHLY;BYDAY=2TU', 'en', 'every 2nd Tuesday'],
  ['FREQ=MONTHLY;BYDAY=2WE', 'ru', 'каждую 2-ю среду'],
  ['FREQ=MONTHLY', 'en', 'every month'],
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH', 'en', 'every Mon and Thu'],
  ['FREQ=DAILY;COUNT=10', 'ru', 'каждый день'],
])('it would be found that %s is said wrongly, %s: %s', (rrule, locale, wrong) => {
  const first = firstDay(rrule, '2026-11-24')!;
  const repeating = { rrule, anchor: 'schedule' as const, start: first };
  expect(() => holdsWhenRead(repeating, locale)).not.toThrow();
  expect(() => holdsWhenRead(repeating, locale, wrong)).toThrow();
});

/** The first days of a repeat. */
function daysOf({ rrule, start: from }: Repeating): string[] {
  const found = occurrences({ rule: ruleOf(rrule), start: from, limit: 20 });
  return isProblem(found) ? [] : found;
}

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { locales } from '../enums.ts';
import type { LabelId, ProjectId, SectionId, TaskId, UserId } from '../ids.ts';
import { allOf, anyOf, clausesOf, isEverything, negate } from './ast.ts';
import type { Filter } from './ast.ts';
import { fromChips, spreadNegations, toChips } from './chips.ts';
import { matches, whyMatches } from './match-filter.ts';
import type { FilterTask } from './match-filter.ts';
import { parseFilter } from './parse-filter.ts';
import { resolveFilter } from './resolve-filter.ts';
import type { FilterContext, ResolvedFilter } from './resolve-filter.ts';
import { sayFilter } from './say-filter.ts';
import { arbitraryFilter } from './testing/arbitrary-filter.ts';
import { writeFilter } from './write-filter.ts';

const words = {
  labels: ['home', 'дом', 'none', 'нет', 'and', 'say "hi"', 'back\\slash', 'R&D', 'a/b', '*'],
  projects: [
    ['Work', ['To do', 'я', '*', 'a/b']],
    ['Дом и сад', []],
    ['not', ['«x»']],
  ],
  people: ['Ann Smith', 'me', 'Я', 'nobody', 'O’Neil', 'Анна'],
  keys: ['HOME', 'W2'],
  texts: [
    'free text',
    'ёлка',
    '100%',
    'a_b',
    'C:\\temp',
    'say "hi"',
    '«ёж»',
    '&',
    'not',
    'due:today',
  ],
  days: ['2026-12-01', '2026-02-28', '2028-02-29', '1999-12-31'],
} as const;
const filters = arbitraryFilter(words);
const readable = filters.filter(
  (filter) =>
    clausesOf(filter).length <= 50 &&
    locales.every((locale) => writeFilter(filter, locale).length <= 1000),
);

const context: FilterContext = {
  today: '2026-11-26',
  timeZone: 'Europe/Moscow',
  weekStart: 'monday',
  me: 'me' as UserId,
  names: {
    labels: words.labels.map((name) => ({ id: name as LabelId, name })),
    projects: words.projects.map(([name, sections], index) => ({
      id: name as ProjectId,
      name,
      key: index === 0 ? 'HOME' : `W${index + 1}`,
      sections: sections.map((section) => ({ id: section as SectionId, name: section })),
    })),
    people: words.people.map((name) => ({ id: name as UserId, name })),
  },
};

function resolved(filter: Filter): ResolvedFilter {
  const found = resolveFilter(filter, context);
  if ('problems' in found) throw new Error(JSON.stringify(found.problems));
  return found;
}

const day = fc.constantFrom('2026-11-25', '2026-11-26', '2026-11-30', '2026-12-01', '2027-02-28');
const instant = day.map((on) => `${on}T21:30:00.000Z`);
const tasks: fc.Arbitrary<FilterTask> = fc.record({
  projectId: fc.constantFrom(...words.projects.map(([name]) => name as ProjectId)),
  sectionId: fc.option(fc.constantFrom('To do' as SectionId, 'я' as SectionId)),
  parentId: fc.option(fc.constant('parent' as TaskId)),
  number: fc.integer({ min: 1, max: 5 }),
  title: fc.constantFrom('Free text', 'Ёлка 100%', 'plain'),
  notes: fc.constantFrom('', 'a_b'),
  status: fc.constantFrom('open', 'done', 'cancelled'),
  priority: fc.integer({ min: 0, max: 3 }),
  startOn: fc.option(day),
  dueOn: fc.option(day),
  estimateMinutes: fc.option(fc.constantFrom(15, 60, 120)),
  labelIds: fc.subarray(words.labels.map((name) => name as LabelId)),
  assigneeIds: fc.subarray([...words.people].map((name) => name as UserId)),
  createdBy: fc.option(fc.constantFrom('me' as UserId, 'Анна' as UserId)),
  commentCount: fc.integer({ min: 0, max: 1 }),
  attachmentCount: fc.integer({ min: 0, max: 1 }),
  createdAt: instant,
  updatedAt: instant,
  completedAt: fc.option(instant),
  hasSubtasks: fc.boolean(),
  repeats: fc.boolean(),
  isBlocked: fc.boolean(),
});

const numRuns = process.env['LONG'] === '1' ? 50_000 : 2000;

describe('three faces of one filter', () => {
  test.each(locales)('what is written in %s is read as the same filter', (locale) => {
    fc.assert(
      fc.property(readable, (filter) => {
        const text = writeFilter(filter, locale);
        expect(parseFilter(text), text).toHaveProperty('filter', filter);
        expect(writeFilter(filter, locale)).toBe(text);
      }),
      { numRuns },
    );
  });

  test('the control: a writer without brackets is caught', () => {
    const bare = (filter: Filter) => writeFilter(filter, 'en').replaceAll(/[()]/g, '');
    const property = fc.property(readable, (filter) => {
      expect(parseFilter(bare(filter))).toHaveProperty('filter', filter);
    });
    expect(() => fc.assert(property, { numRuns, seed: 1 })).toThrow();
  });

  test('chips are the filter again, with negations at its clauses', () => {
    fc.assert(
      fc.property(filters, tasks, (filter, task) => {
        const spread = spreadNegations(filter);
        expect(fromChips(toChips(filter))).toEqual(spread);
        expect(toChips(fromChips(toChips(filter)))).toEqual(toChips(filter));
        expect(matches(resolved(spread), task)).toBe(matches(resolved(filter), task));
      }),
      { numRuns },
    );
  });

  test.each(locales)('a sentence in %s says all and has no gap', (locale) => {
    fc.assert(
      fc.property(filters, (filter) => {
        const said = sayFilter(filter, locale);
        expect(said).not.toMatch(/undefined|null|NaN|\(\)| {2}|^ | $/);
      }),
      { numRuns },
    );
  });

  test.each(locales)('two filters never share a sentence in %s', (locale) => {
    const { filter } = fc.letrec<{ filter: Filter }>((tie) => ({
      filter: fc.oneof(
        { maxDepth: 3, depthSize: 'small' },
        fc.constantFrom('a', 'b').map((name): Filter => ({ kind: 'label', name })),
        tie('filter').map(negate),
        fc.array(tie('filter'), { minLength: 2, maxLength: 3 }).map(allOf),
        fc.array(tie('filter'), { minLength: 2, maxLength: 3 }).map(anyOf),
      ),
    }));
    const meanings = new Map<string, Filter>();
    fc.assert(
      fc.property(filter, (one) => {
        const said = sayFilter(one, locale);
        expect(meanings.get(said) ?? one, said).toEqual(one);
        meanings.set(said, one);
      }),
      { numRuns: numRuns * 2 },
    );
    expect(meanings.size).toBeGreaterThan(numRuns / 10);
  });
});

describe('any text', () => {
  const pieces = fc.array(
    fc.oneof(
      fc.constantFrom('today', 'сегодня', ' ', '&', '|', '!', '(', ')', '"', '«', '»', '@', '#'),
      fc.constantFrom('due:', 'срок:', '-7d..', '..', ':', '/', '*', '\\', 'not ', 'и ', '@дом'),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 30 },
  );
  const texts = fc.oneof(
    pieces.map((each) => each.join('')),
    fc.string({ unit: 'binary' }),
  );

  test('is a filter that asks something, or says where it is wrong', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const read = parseFilter(text);
        if (!('problems' in read)) {
          expect(isEverything(read.filter)).toBe(text.trim() === '');
          expect(parseFilter(writeFilter(read.filter, 'ru'))).toHaveProperty('filter', read.filter);
          return;
        }
        expect(read.problems.length).toBeGreaterThan(0);
        for (const { start, end, message } of read.problems) {
          expect(message).not.toMatch(/\{(word|takes)\}/);
          expect([0 <= start, start < end, end <= text.length]).toEqual([true, true, true]);
        }
      }),
      { numRuns: numRuns * 3 },
    );
  });
});

describe('what a filter lets through', () => {
  test('not, and, or are what logic has them to be', () => {
    fc.assert(
      fc.property(filters, filters, tasks, (one, other, task) => {
        const holds = (filter: Filter) => matches(resolved(filter), task);
        expect(holds(negate(one))).toBe(!holds(one));
        expect(holds(allOf([one, other]))).toBe(holds(one) && holds(other));
        expect(holds(anyOf([one, other]))).toBe(holds(one) || holds(other));
        expect(holds(negate(allOf([one, other])))).toBe(holds(anyOf([negate(one), negate(other)])));
        expect(holds(negate(anyOf([one, other])))).toBe(holds(allOf([negate(one), negate(other)])));
      }),
      { numRuns },
    );
  });

  test('why: only clauses of the filter, each holding as it is said, and some where it passes', () => {
    fc.assert(
      fc.property(filters, tasks, (filter, task) => {
        const reasons = whyMatches(resolved(filter), task);
        expect(reasons.length > 0).toBe(matches(resolved(filter), task));
        for (const { clause, negated } of reasons) {
          expect(clausesOf(filter)).toContain(clause);
          expect(matches(resolved(clause), task)).toBe(!negated);
        }
      }),
      { numRuns },
    );
  });
});

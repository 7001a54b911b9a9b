import fc from 'fast-check';
import { allOf, anyOf, dayFields, dayUnits, negate, possessions, spans } from '../ast.ts';
import type { Clause, DayPoint, Days, Filter, Who } from '../ast.ts';
import { taskStatuses } from '../../enums.ts';

/** The names, texts and days that random filters speak of. */
export type Vocabulary = {
  labels: readonly string[];
  /** Each with its sections. */
  projects: readonly (readonly [name: string, sections: readonly string[]])[];
  people: readonly string[];
  keys: readonly string[];
  texts: readonly string[];
  days: readonly string[];
};

const any = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

/** A random filter in normal form, of at most some dozens of clauses. */
export function arbitraryFilter(words: Vocabulary): fc.Arbitrary<Filter> {
  const clause = arbitraryClause(words);
  const { filter } = fc.letrec<{ filter: Filter }>((tie) => ({
    filter: fc.oneof(
      { maxDepth: 3, depthSize: 'small', withCrossShrink: true },
      clause,
      tie('filter').map(negate),
      fc.array(tie('filter'), { minLength: 2, maxLength: 3 }).map(allOf),
      fc.array(tie('filter'), { minLength: 2, maxLength: 3 }).map(anyOf),
    ),
  }));
  return filter;
}

function arbitraryClause(words: Vocabulary): fc.Arbitrary<Clause> {
  return fc.oneof(
    { weight: 4, arbitrary: arbitraryDays(words.days) },
    fc.constant<Clause>({ kind: 'overdue' }),
    any(taskStatuses).map((status): Clause => ({ kind: 'status', status })),
    arbitraryPriority,
    fc.option(any(words.labels)).map((name): Clause => ({ kind: 'label', name })),
    { weight: 2, arbitrary: arbitraryProject(words) },
    fc
      .oneof(arbitraryWho(words), fc.constant<Who>({ kind: 'nobody' }))
      .map((who): Clause => ({ kind: 'assignee', who })),
    arbitraryWho(words).map((who): Clause => ({ kind: 'author', who })),
    { weight: 2, arbitrary: any(words.texts).map((text): Clause => ({ kind: 'text', text })) },
    fc.boolean().map((yes): Clause => ({ kind: 'repeat', yes })),
    fc.boolean().map((yes): Clause => ({ kind: 'blocked', yes })),
    any(possessions).map((what): Clause => ({ kind: 'has', what })),
    arbitraryEstimate,
    fc.constant<Clause>({ kind: 'subtask' }),
    fc
      .record({ project: any(words.keys), number: fc.integer({ min: 1, max: 120 }) })
      .map((key): Clause => ({ kind: 'key', ...key })),
  );
}

const arbitraryPriority = fc
  .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 }))
  .map(([one, other]): Clause => ({
    kind: 'priority',
    from: Math.min(one, other),
    to: Math.max(one, other),
  }));

const minutes = fc.option(fc.constantFrom(1, 15, 30, 59, 60, 90, 120, 600));
const arbitraryEstimate = fc.tuple(minutes, minutes).map(([one, other]): Clause => {
  const [from, to] = one !== null && other !== null && other < one ? [other, one] : [one, other];
  return { kind: 'estimate', from, to };
});

function arbitraryWho({ people }: Vocabulary) {
  return fc.oneof(
    fc.constant({ kind: 'me' as const }),
    any(people).map((name) => ({ kind: 'named' as const, name })),
  );
}

function arbitraryProject({ projects }: Vocabulary): fc.Arbitrary<Clause> {
  return any(projects).chain(([name, sections]) =>
    fc
      .oneof(
        fc.constant(null),
        fc.constant({ kind: 'any' as const }),
        ...(sections.length > 0
          ? [any(sections).map((section) => ({ kind: 'named' as const, name: section }))]
          : []),
      )
      .map((section): Clause => ({ kind: 'project', name, section })),
  );
}

function arbitraryDays(dates: readonly string[]): fc.Arbitrary<Clause> {
  const date = any(dates).map((day): DayPoint => ({ kind: 'date', day }));
  const shift = fc
    .tuple(fc.integer({ min: -9, max: 9 }), any(dayUnits))
    .map(([count, unit]): DayPoint => ({
      kind: 'shift',
      count,
      unit: count === 0 ? 'day' : unit,
    }));
  const closed = fc
    .oneof(fc.tuple(date, date), fc.tuple(shift, shift), fc.tuple(date, shift))
    .filter(([from, to]) => isInOrder(from, to));
  const range = fc.oneof(
    fc.oneof(date, shift).map((day) => ({ from: day, to: day })),
    fc.oneof(date, shift).map((from) => ({ from, to: null })),
    fc.oneof(date, shift).map((to) => ({ from: null, to })),
    closed.map(([from, to]) => ({ from, to })),
  );
  const days = fc.oneof(
    { weight: 3, arbitrary: range.map((ends): Days => ({ kind: 'range', ...ends })) },
    any(spans).map((span): Days => ({ kind: 'span', span })),
    fc.constant<Days>({ kind: 'none' }),
  );
  return fc
    .tuple(any(dayFields), days)
    .filter(([field, { kind }]) => kind !== 'none' || (field !== 'created' && field !== 'updated'))
    .map(([field, value]): Clause => ({ kind: 'days', field, days: value }));
}

const lengths = { day: 1, week: 7, month: 30, year: 365 };

/** Far from what could be an empty range: what is empty has a table of its own. */
function isInOrder(from: DayPoint, to: DayPoint): boolean {
  if (from.kind === 'date' && to.kind === 'date') return from.day <= to.day;
  if (from.kind === 'date' || to.kind === 'date') return true;
  return from.unit === to.unit
    ? from.count <= to.count
    : from.count * lengths[from.unit] <= to.count * lengths[to.unit];
}

import type { Locale } from '../enums.ts';
import type { Clause } from './ast.ts';
import type { FilterProblem } from './problem.ts';
import { sayNameProblem } from './resolve-names.ts';
import type { NameProblem } from './resolve-names.ts';
import type { Place } from './tokens.ts';
import { writeClause } from './write-filter.ts';

/** What is wrong with a filter's text or with a name in it. A suggestion takes the place of what stands there. */
export type PlacedProblem = Omit<FilterProblem, 'code'> & {
  code: FilterProblem['code'] | NameProblem['code'];
};

/**
 * A name that is not there, told as what is wrong with the text: where its condition stands, in words, and that
 * condition with the name that was most likely meant.
 * @param places of the conditions, as `parseFilter` gave them
 */
export function placeNameProblem(
  problem: NameProblem,
  places: ReadonlyMap<Clause, Place>,
  locale: Locale,
): PlacedProblem {
  const { code, clause, suggestion } = problem;
  const place = places.get(clause);
  if (!place) throw new Error('a condition that was read stands somewhere in the text');
  const message = sayNameProblem(problem, locale);
  if (suggestion === undefined) return { code, message, ...place };
  const mended = writeClause(renamed(clause, problem, suggestion), locale);
  return { code, message, ...place, suggestion: mended };
}

function renamed(clause: Clause, { code }: NameProblem, name: string): Clause {
  if (clause.kind === 'label') return { ...clause, name };
  if (clause.kind === 'key') return { ...clause, project: name };
  if (clause.kind === 'assignee' || clause.kind === 'author')
    return { ...clause, who: { kind: 'named', name } };
  if (clause.kind !== 'project') throw new Error(`a condition of ${clause.kind} names nothing`);
  return code === 'section' ? { ...clause, section: { kind: 'named', name } } : { ...clause, name };
}

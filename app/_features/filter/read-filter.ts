import type { Locale } from '../../../server/domain/enums.ts';
import { clausesOf } from '../../../server/domain/filter/ast.ts';
import type { Filter } from '../../../server/domain/filter/ast.ts';
import { parseFilter } from '../../../server/domain/filter/parse-filter.ts';
import { placeNameProblem } from '../../../server/domain/filter/place-name-problem.ts';
import type { PlacedProblem } from '../../../server/domain/filter/place-name-problem.ts';
import { projectsCalled } from '../../../server/domain/filter/resolve-names.ts';
import type { FilterNames } from '../../../server/domain/filter/resolve-names.ts';
import { resolveFilter } from '../../../server/domain/filter/resolve-filter.ts';
import type {
  FilterContext,
  ResolvedFilter,
} from '../../../server/domain/filter/resolve-filter.ts';

/** A filter's text, read: what it asks for, or all that is wrong with it. */
export type FilterReading =
  | {
      kind: 'right';
      filter: Filter;
      /** Null where the page does not know yet what its names mean: the server is asked. */
      resolved: ResolvedFilter | null;
    }
  | { kind: 'wrong'; problems: readonly PlacedProblem[] };

type Reader = {
  locale: Locale;
  context: FilterContext;
  /** True once the page holds the sections of all projects. */
  knowsSections: boolean;
};

/** Reads a filter as its viewer means it: with the names that they see, and their days. */
export function readFilter(text: string, reader: Reader): FilterReading {
  const { locale, context, knowsSections } = reader;
  const read = parseFilter(text, locale);
  if ('problems' in read) return { kind: 'wrong', problems: read.problems };
  const { filter, places } = read;
  const resolved = resolveFilter(filter, context);
  if (!('problems' in resolved)) return { kind: 'right', filter, resolved };
  const sure = resolved.problems.filter(({ code }) => knowsSections || code !== 'section');
  if (sure.length === 0) return { kind: 'right', filter, resolved: null };
  return { kind: 'wrong', problems: sure.map((one) => placeNameProblem(one, places, locale)) };
}

/** The projects of whose sections a filter names some, or asks for any. */
export function projectsOfSections(filter: Filter, names: FilterNames): string[] {
  const ids = clausesOf(filter).flatMap((clause) => {
    if (clause.kind !== 'project' || clause.section === null) return [];
    const found = projectsCalled(clause.name, { clause, names });
    return 'code' in found ? [] : found;
  });
  return [...new Set(ids)].sort();
}

/** The text with what is wrong at a place mended, and where the cursor goes. */
export function takeSuggestion(
  text: string,
  { start, end, suggestion = '' }: Pick<PlacedProblem, 'start' | 'end' | 'suggestion'>,
): { text: string; at: number } {
  return {
    text: text.slice(0, start) + suggestion + text.slice(end),
    at: start + suggestion.length,
  };
}

/** The text in parts of which each is wrong or not, in its order. */
export function markProblems(
  text: string,
  problems: readonly Pick<PlacedProblem, 'start' | 'end'>[],
): { text: string; isWrong: boolean }[] {
  const parts: { text: string; isWrong: boolean }[] = [];
  let at = 0;
  for (const { start, end } of problems.toSorted((a, b) => a.start - b.start)) {
    if (start < at) continue;
    parts.push({ text: text.slice(at, start), isWrong: false });
    parts.push({ text: text.slice(start, end), isWrong: true });
    at = end;
  }
  parts.push({ text: text.slice(at), isWrong: false });
  return parts.filter((part) => part.text !== '');
}

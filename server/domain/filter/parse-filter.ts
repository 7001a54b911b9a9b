import type { Locale } from '../enums.ts';
import { allOf, anyOf, everything, negate } from './ast.ts';
import type { Clause, Filter } from './ast.ts';
import { deepest, describeProblem, longestFilter, mostClauses } from './problem.ts';
import type { FilterProblem, RawProblem } from './problem.ts';
import { joinName } from './join-name.ts';
import { readClause } from './read-clause.ts';
import { tokensOf } from './tokens.ts';
import type { ClauseToken, Place, Token } from './tokens.ts';

/** The filter, with the place of each of its clauses; or all that is wrong with the text. */
export type ParsedFilter =
  | { filter: Filter; places: ReadonlyMap<Clause, Place> }
  | { problems: FilterProblem[] };

/**
 * Reads a filter's text. English and Russian words are equals and may be mixed; `!` binds tighter than `&`, which binds
 * tighter than `|`; a space between two conditions is `&`. An empty text is `everything`. Takes linear time.
 * @param locale the language of what is said about problems
 */
export function parseFilter(text: string, locale: Locale = 'en'): ParsedFilter {
  const read = readFilter(text);
  if (!Array.isArray(read)) return read;
  return { problems: read.map((problem) => describeProblem(problem, text, locale)) };
}

type ReadFilter = { filter: Filter; places: ReadonlyMap<Clause, Place> };

function readFilter(text: string): ReadFilter | RawProblem[] {
  if (text.length > longestFilter)
    return [{ code: 'too-long', start: longestFilter, end: text.length }];
  const tokens = tokensOf(text);
  if (!Array.isArray(tokens)) return [tokens];
  const beyond = tokens.filter(isClauseToken)[mostClauses];
  if (beyond) return [{ code: 'too-many-clauses', start: beyond.start, end: beyond.end }];
  const reading: Reading = { text, tokens, at: 0, depth: 0, places: new Map(), problems: [] };
  const filter = tokens.length === 0 ? everything : readAll(reading);
  return filter && reading.problems.length === 0
    ? { filter, places: reading.places }
    : reading.problems;
}

/** What is being read. `problems` has at most one about the order of things: after that nothing more is read. */
type Reading = {
  text: string;
  tokens: Token[];
  at: number;
  depth: number;
  places: Map<Clause, Place>;
  problems: RawProblem[];
};

function isClauseToken(token: Token): token is ClauseToken {
  return token.kind === 'clause';
}

/** Each of these functions answers null once the order of things is wrong. */
function readAll(reading: Reading): Filter | null {
  const filter = readAny(reading);
  const rest = reading.tokens[reading.at];
  if (filter && rest) return refuse(reading, 'extra-bracket', rest);
  return filter;
}

function readAny(reading: Reading): Filter | null {
  const filters: Filter[] = [];
  do {
    const filter = readEach(reading);
    if (!filter) return null;
    filters.push(filter);
  } while (take(reading, '|'));
  return anyOf(filters);
}

function readEach(reading: Reading): Filter | null {
  const filters: Filter[] = [];
  do {
    const filter = readOne(reading);
    if (!filter) return null;
    filters.push(filter);
  } while (take(reading, '&') || beginsCondition(reading.tokens[reading.at]));
  return allOf(filters);
}

function beginsCondition(token: Token | undefined): boolean {
  return token?.kind === 'clause' || token?.kind === '(' || token?.kind === '!';
}

function readOne(reading: Reading): Filter | null {
  let isNegated = false;
  while (take(reading, '!')) isNegated = !isNegated;
  const token = reading.tokens[reading.at];
  if (!token || !beginsCondition(token)) return refuseMissing(reading);
  reading.at += 1;
  const filter = token.kind === 'clause' ? readLeaf(reading, token) : readBrackets(reading, token);
  return filter && isNegated ? negate(filter) : filter;
}

function readLeaf(reading: Reading, token: ClauseToken): Filter {
  const clause = readClause(token);
  if ('kind' in clause) {
    reading.places.set(clause, { start: token.start, end: token.end });
    return clause;
  }
  const before = reading.tokens[reading.at - 2];
  reading.problems.push(joinName(clause, { token, before }) ?? clause);
  // Something has to stand here, so that what follows is read too; it goes nowhere.
  return { kind: 'overdue' };
}

function readBrackets(reading: Reading, open: Token): Filter | null {
  if (reading.depth === deepest) return refuse(reading, 'too-deep', open);
  if (reading.tokens[reading.at]?.kind === ')') {
    const close = reading.tokens[reading.at]!;
    return refuse(reading, 'empty-brackets', { start: open.start, end: close.end });
  }
  reading.depth += 1;
  const filter = readAny(reading);
  reading.depth -= 1;
  if (!filter || take(reading, ')')) return filter;
  return refuse(reading, 'unclosed-bracket', open);
}

function take(reading: Reading, kind: Token['kind']): boolean {
  if (reading.tokens[reading.at]?.kind !== kind) return false;
  reading.at += 1;
  return true;
}

/** Where a condition is missing, the operator or bracket beside the gap is at fault. */
function refuseMissing(reading: Reading): null {
  const before = reading.tokens[reading.at - 1];
  const here = reading.tokens[reading.at];
  if (before) return refuse(reading, 'missing-after', before);
  if (here) return refuse(reading, here.kind === ')' ? 'extra-bracket' : 'missing-before', here);
  throw new Error('a text without tokens is everything');
}

function refuse(reading: Reading, code: RawProblem['code'], { start, end }: Place): null {
  reading.problems.push({ code, start, end });
  return null;
}

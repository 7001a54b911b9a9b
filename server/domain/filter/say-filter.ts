import type { Locale } from '../enums.ts';
import { isClause, isEverything, isLiteral } from './ast.ts';
import type { Clause, Filter } from './ast.ts';
import { english } from './say-english.ts';
import { russian } from './say-russian.ts';

/** A language's own words. What is said is about tasks, without a subject: "overdue, assigned to me". */
export type Phrases = {
  everything: string;
  /** A clause, or that it does not hold. */
  clause(clause: Clause): string;
  negated(clause: Clause): string;
  /** Between things of which one holds. */
  or: string;
  /** Things of which one holds, each of them a list of its own. */
  either(each: string[]): string;
  /** That something in brackets does not hold. */
  not(inBrackets: string): string;
};

const languages: Record<Locale, Phrases> = { en: english, ru: russian };

/**
 * A filter as a plain sentence, without a capital and without a full stop: a comma means "and" and binds looser than
 * "or"; between lists of which one holds stands a semicolon.
 */
export function sayFilter(filter: Filter, locale: Locale): string {
  const phrases = languages[locale];
  if (isEverything(filter)) return phrases.everything;
  if (filter.kind !== 'or' || filter.of.every(isLiteral)) return sayList(filter, phrases);
  return phrases.either(filter.of.map((one) => sayList(one, phrases)));
}

/** What all holds, with commas between. */
function sayList(filter: Filter, phrases: Phrases): string {
  if (filter.kind !== 'and') return sayItem(filter, phrases);
  return filter.of.map((one) => sayItem(one, phrases)).join(', ');
}

/** What a comma can stand beside. */
function sayItem(filter: Filter, phrases: Phrases): string {
  if (isClause(filter)) return phrases.clause(filter);
  if (filter.kind === 'or') return filter.of.map((one) => sayChoice(one, phrases)).join(phrases.or);
  if (filter.kind === 'and') return inBrackets(filter, phrases);
  return isClause(filter.of)
    ? phrases.negated(filter.of)
    : phrases.not(inBrackets(filter.of, phrases));
}

/** What an "or" can stand beside. */
function sayChoice(filter: Filter, phrases: Phrases): string {
  return isLiteral(filter) ? sayItem(filter, phrases) : inBrackets(filter, phrases);
}

function inBrackets(filter: Filter, phrases: Phrases): string {
  return `(${sayList(filter, phrases)})`;
}

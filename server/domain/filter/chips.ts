import { allOf, anyOf, isClause, negate } from './ast.ts';
import type { Clause, Filter } from './ast.ts';

/** One condition of the builder; a part that a flat builder cannot show is one chip with its text. */
export type Chip =
  | { kind: 'clause'; clause: Clause; negated: boolean }
  | { kind: 'formula'; filter: Filter };

/** Chips of a group all hold; of the groups one does. No group at all: everything. */
export type ChipGroups = Chip[][];

/**
 * A filter as groups of chips, after negations were brought down to the clauses. Where it says "or" inside of "and",
 * that part is a formula: written out it could be hundreds of groups.
 */
export function toChips(filter: Filter): ChipGroups {
  const plain = spreadNegations(filter);
  const groups = plain.kind === 'or' ? plain.of : [plain];
  return groups.map(chipsOf).filter((chips) => chips.length > 0);
}

/** The filter of a builder's groups; groups without a chip are left out. */
export function fromChips(groups: ChipGroups): Filter {
  const filled = groups.filter((chips) => chips.length > 0);
  return anyOf(filled.map((chips) => allOf(chips.map(filterOf))));
}

/** The same filter with negations of clauses alone (De Morgan): what `fromChips` makes again of `toChips`. */
export function spreadNegations(filter: Filter): Filter {
  if (isClause(filter)) return filter;
  if (filter.kind !== 'not') {
    const members = filter.of.map(spreadNegations);
    return filter.kind === 'and' ? allOf(members) : anyOf(members);
  }
  const inner = filter.of;
  if (isClause(inner) || inner.kind === 'not') return filter;
  const members = inner.of.map((one) => spreadNegations(negate(one)));
  return inner.kind === 'and' ? anyOf(members) : allOf(members);
}

function chipsOf(filter: Filter): Chip[] {
  return filter.kind === 'and' ? filter.of.map(chipOf) : [chipOf(filter)];
}

function chipOf(filter: Filter): Chip {
  if (isClause(filter)) return { kind: 'clause', clause: filter, negated: false };
  if (filter.kind === 'not' && isClause(filter.of))
    return { kind: 'clause', clause: filter.of, negated: true };
  return { kind: 'formula', filter };
}

function filterOf(chip: Chip): Filter {
  if (chip.kind === 'formula') return chip.filter;
  return chip.negated ? negate(chip.clause) : chip.clause;
}

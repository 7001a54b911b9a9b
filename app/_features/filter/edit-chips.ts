import type { Locale } from '../../../server/domain/enums.ts';
import type { Clause, Filter } from '../../../server/domain/filter/ast.ts';
import { fromChips, toChips } from '../../../server/domain/filter/chips.ts';
import type { Chip } from '../../../server/domain/filter/chips.ts';
import { negate } from '../../../server/domain/filter/ast.ts';
import { sayFilter } from '../../../server/domain/filter/say-filter.ts';
import { writeFilter } from '../../../server/domain/filter/write-filter.ts';

/** Which chip: of which group, and the how many'th there. One behind the last is a new one. */
export type ChipPlace = { group: number; index: number };

/** What becomes of a chip; null takes it away. */
export type ChipChange = { at: ChipPlace; chip: Chip | null };

/** The filter's text after a change of one chip, in the words of a language. A group without chips goes. */
export function changeChip(filter: Filter, { at, chip }: ChipChange, locale: Locale): string {
  const groups = toChips(filter);
  const group = groups[at.group] ?? [];
  const changed = group.toSpliced(at.index, 1, ...(chip ? [chip] : []));
  return writeFilter(fromChips(groups.toSpliced(at.group, 1, changed)), locale);
}

/** The chip of a condition that has to hold. */
export const chipOf = (clause: Clause): Chip => ({ kind: 'clause', clause, negated: false });

/** A chip in plain words. */
export function sayChip(chip: Chip, locale: Locale): string {
  return sayFilter(filterOf(chip), locale);
}

function filterOf(chip: Chip): Filter {
  if (chip.kind === 'formula') return chip.filter;
  return chip.negated ? negate(chip.clause) : chip.clause;
}

import { wordAt } from './line.ts';
import type { Line } from './line.ts';
import type { Range } from './tokens.ts';

export const spanKinds = [
  'due',
  'start',
  'repeat',
  'priority',
  'project',
  'label',
  'assignee',
  'estimate',
  'notes',
] as const;
export type SpanKind = (typeof spanKinds)[number];

/** A chip at its place in the line, in UTF-16 units; `value` is canonical. */
export type Span = Range & { kind: SpanKind; value: string };

/** A chip over tokens, before it has its place in the text. */
export type Chip = { from: number; end: number; kind: SpanKind; value: string };

/** Chips as spans in their order; of one due those beside each other are one. */
export function spansOf(line: Line, chips: readonly Chip[]): Span[] {
  const joined: Chip[] = [];
  for (const chip of chips.toSorted((one, other) => one.from - other.from)) {
    const last = joined.at(-1);
    if (last && isOneDue(line, last, chip)) joined.splice(-1, 1, { ...last, end: chip.end });
    else joined.push(chip);
  }
  return joined.map(({ from, end, kind, value }) => ({
    start: line.tokens[from]?.start ?? 0,
    end: line.tokens[end - 1]?.end ?? 0,
    kind,
    value,
  }));
}

function isOneDue(line: Line, one: Chip, other: Chip): boolean {
  const isSame = one.kind === 'due' && other.kind === 'due' && one.value === other.value;
  const between = other.from - one.end;
  return isSame && (between === 0 || (between === 1 && wordAt(line, one.end) === ','));
}

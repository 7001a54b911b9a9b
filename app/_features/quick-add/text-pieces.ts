import type { Range } from '../../../server/domain/quick-add/tokens.ts';

type Piece = { text: string; start: number; isChip: boolean };

/** A text cut where its chips begin and end. The chips stand in their order and do not overlap. */
export function textPieces(text: string, chips: readonly Range[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const cut = (end: number, isChip: boolean) => {
    if (end > at) pieces.push({ text: text.slice(at, end), start: at, isChip });
    at = Math.max(at, end);
  };
  for (const { start, end } of chips) {
    cut(start, false);
    cut(end, true);
  }
  cut(text.length, false);
  return pieces;
}

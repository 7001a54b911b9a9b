import { rankBetween } from '../../../server/domain/rank.ts';

type Ordered = { id: string; order: string };
type Beside = { before?: string | undefined; after?: string | undefined };

/**
 * The order key of something put right before or after a sibling, else last. A guess: the server, which
 * also sees closed and hidden siblings, may choose another key at the same place.
 * @param siblings in their order, without the thing itself
 */
export function orderBeside(siblings: readonly Ordered[], beside: Beside): string {
  const at = siblings.findIndex(({ id }) => id === (beside.before ?? beside.after));
  const index = at < 0 ? siblings.length : beside.before ? at : at + 1;
  const left = siblings[index - 1]?.order ?? null;
  const right =
    siblings.slice(index).find(({ order }) => left === null || order > left)?.order ?? null;
  return rankBetween(left, right);
}

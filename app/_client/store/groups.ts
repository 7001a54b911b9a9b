import type { AnyRow } from './rows.ts';

/**
 * Rows sorted within groups. `ids(key)` keeps its identity until a row joins, leaves or moves in that group,
 * so that editing a title redraws no list.
 */
export type Groups<T extends AnyRow> = {
  apply(before: T | undefined, after: T | undefined): void;
  ids(key: string): readonly string[];
};

/** `coming`: rows that are to be put in their places, many at once where many come. */
type Group<T> = { rows: T[]; coming: T[]; ids: readonly string[] | null };
const none: readonly string[] = [];
/** So many rows and more are sorted with the others, rather than put in one by one. */
const fewest = 20;

export type GroupRule<T> = {
  /** The groups that a row belongs to. */
  keysOf: (row: T) => readonly string[];
  /** A total order: never 0 for two rows. */
  compare: (a: T, b: T) => number;
  /** Told once for each group whose members or order changed. */
  onReorder?: (key: string) => void;
};

/** Keeps groups of rows sorted while rows come, change and go. */
export function createGroups<T extends AnyRow>({
  keysOf,
  compare,
  onReorder,
}: GroupRule<T>): Groups<T> {
  const groups = new Map<string, Group<T>>();
  const homes = new Map<string, readonly string[]>();

  function changed(key: string, group: Group<T>): void {
    group.ids = null;
    if (group.rows.length + group.coming.length === 0) groups.delete(key);
    onReorder?.(key);
  }

  function insert(key: string, row: T): void {
    const group = groups.get(key) ?? { rows: [], coming: [], ids: null };
    groups.set(key, group);
    group.coming.push(row);
    changed(key, group);
  }

  /** The group with all its rows in their places. */
  function sorted(key: string): Group<T> | undefined {
    const group = groups.get(key);
    if (!group || group.coming.length === 0) return group;
    if (group.coming.length > fewest) group.rows = [...group.rows, ...group.coming].sort(compare);
    else
      for (const row of group.coming) group.rows.splice(position(group.rows, row, compare), 0, row);
    group.coming = [];
    return group;
  }

  function remove(key: string, row: T): void {
    const group = sorted(key);
    if (!group) return;
    group.rows.splice(position(group.rows, row, compare), 1);
    changed(key, group);
  }

  function replace(key: string, before: T, after: T): void {
    const group = sorted(key);
    if (!group) return;
    if (compare(before, after) === 0) {
      group.rows[position(group.rows, before, compare)] = after;
      return;
    }
    remove(key, before);
    insert(key, after);
  }

  return {
    apply(before, after) {
      const id = (after ?? before)?.id;
      if (id === undefined) return;
      const from = homes.get(id) ?? none;
      const to = after ? keysOf(after) : none;
      for (const key of from) {
        if (!before) continue;
        if (!after || !to.includes(key)) remove(key, before);
        else replace(key, before, after);
      }
      for (const key of to) if (after && !from.includes(key)) insert(key, after);
      if (to.length > 0) homes.set(id, to);
      else homes.delete(id);
    },
    ids(key) {
      const group = sorted(key);
      if (!group) return none;
      group.ids ??= group.rows.map((row) => row.id);
      return group.ids;
    },
  };
}

function position<T>(rows: readonly T[], row: T, compare: (a: T, b: T) => number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(rows[middle] as T, row) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

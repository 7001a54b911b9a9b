import type { AnyRow } from './rows.ts';

/**
 * Rows sorted within groups. `ids(key)` keeps its identity until a row joins, leaves or moves in that group,
 * so that editing a title redraws no list.
 */
export type Groups<T extends AnyRow> = {
  apply(before: T | undefined, after: T | undefined): void;
  ids(key: string): readonly string[];
};

type Group<T> = { rows: T[]; ids: readonly string[] | null };
const none: readonly string[] = [];

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
    if (group.rows.length === 0) groups.delete(key);
    onReorder?.(key);
  }

  function insert(key: string, row: T): void {
    const group = groups.get(key) ?? { rows: [], ids: null };
    groups.set(key, group);
    group.rows.splice(position(group.rows, row, compare), 0, row);
    changed(key, group);
  }

  function remove(key: string, row: T): void {
    const group = groups.get(key);
    if (!group) return;
    group.rows.splice(position(group.rows, row, compare), 1);
    changed(key, group);
  }

  function replace(key: string, before: T, after: T): void {
    const group = groups.get(key);
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
      const group = groups.get(key);
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

import type { Hiding } from './hiding.ts';
import type { AnyRow } from './rows.ts';
import { sameRow } from './same-row.ts';

export type TablePatch<T> = { id: string; apply: (row: T | undefined) => T | undefined };
/** Marks: when a row was asked for, and since when a list that does not name it says that it is gone. */
export type When = { askedAt: number; since: number };
type Known<T> = When & { row: T };

/**
 * Rows of one kind: what the server said (`base`), the patches of operations that are under way, in their order,
 * and the two together (`rows`), which is what the page shows.
 */
export type Table<T extends AnyRow> = {
  readonly rows: ReadonlyMap<string, T>;
  /** What the server said last, without patches. */
  base(id: string): T | undefined;
  /**
   * Takes the server's row; an older version than what is known is ignored, and of the same one, whose counts may be
   * others, what was asked for earlier.
   * What was lost since it was asked for it does not bring back.
   */
  put(row: T, when: When): void;
  /** The server said that it is gone as of this version: older rows do not bring it back. It hangs where it hung. */
  bury(id: string, version: number): void;
  /**
   * The server shows it no more, nor what hangs from it. It may again: it may have hung from what was deleted.
   * @param asOf when it was asked for: what was told since stays
   */
  lose(id: string, asOf: number): void;
  /** True where the server said that it is gone, or not to be seen. */
  isLost(id: string): boolean;
  addPatch(patch: TablePatch<T>): void;
  removePatch(patch: TablePatch<T>): void;
  /** Looks again whether a row is in sight. */
  recheck(id: string): void;
  /** The ids of rows that operations under way change. */
  patched(): Iterable<string>;
  /** Forgets the server's rows in a scope that an answer, asked for at `stamp`, did not name. */
  prune(inScope: (row: T) => boolean, keep: ReadonlySet<string>, stamp: number): void;
  /** Forgets so what an answer would have named if it were in sight: none that was asked for earlier brings it back. */
  keepOnly(inScope: (row: T) => boolean, keep: ReadonlySet<string>, stamp: number): void;
};

export type TableRule<T> = {
  /** Told of every row that looks different, after `rows` holds it. */
  onChange: (before: T | undefined, after: T | undefined) => void;
  /** Told of each row of which the server said something: `base` may be another, or none. */
  onBase: (id: string) => void;
  hiding: Hiding;
  /** The ids of what a row hangs from. */
  hangsFrom?: (row: T) => readonly string[];
};

const nothing: readonly string[] = [];

/** An empty table. */
export function createTable<T extends AnyRow>({
  onChange,
  onBase,
  hiding,
  hangsFrom,
}: TableRule<T>): Table<T> {
  const known = new Map<string, Known<T>>();
  const gone = new Map<string, number>();
  const lost = new Map<string, number>();
  const patches = new Map<string, TablePatch<T>[]>();
  const rows = new Map<string, T>();

  const isLost = (id: string) => lost.has(id) || gone.has(id);
  const baseOf = (id: string) => (isLost(id) ? undefined : known.get(id)?.row);

  function refresh(id: string): void {
    const before = rows.get(id);
    const mine = patches.get(id);
    let whole = baseOf(id);
    for (const patch of mine ?? []) whole = patch.apply(whole);
    // What is out of sight still hangs where it hung.
    const placed = whole ?? known.get(id)?.row;
    const above = placed && hangsFrom ? hangsFrom(placed) : nothing;
    hiding.hang(id, above);
    const after = whole && !hiding.covers(above) ? whole : undefined;
    show(id, before, after);
    const isHere = whole !== undefined || known.has(id) || mine !== undefined;
    hiding.mark(id, !after && (isHere || gone.has(id) || lost.has(id)));
  }

  function show(id: string, before: T | undefined, after: T | undefined): void {
    if (before === after || (before && after && sameRow(before, after))) return;
    if (after) rows.set(id, after);
    else rows.delete(id);
    onChange(before, after);
  }

  function forget(id: string): void {
    if (!known.delete(id)) return;
    // What hangs from a row that was out of sight does not come into sight because that is forgotten.
    if (!rows.has(id) && !lost.has(id)) lost.set(id, 0);
    take(id);
  }

  function loseAsOf(id: string, asOf: number): void {
    lost.set(id, Math.max(asOf, lost.get(id) ?? 0));
  }

  /** The ids of the server's rows in a scope that an answer, asked for at `stamp`, did not name. */
  function unnamed(
    inScope: (row: T) => boolean,
    keep: ReadonlySet<string>,
    stamp: number,
  ): string[] {
    return [...known.values()].flatMap(({ row, since }) =>
      since <= stamp && !keep.has(row.id) && inScope(row) ? [row.id] : [],
    );
  }

  function take(id: string): void {
    refresh(id);
    onBase(id);
  }

  return {
    rows,
    base: baseOf,
    isLost,
    put(row, { askedAt, since }) {
      const present = known.get(row.id);
      if (present && isOlder({ row, askedAt }, present)) return;
      if ((gone.get(row.id) ?? -1) >= row.version) return;
      gone.delete(row.id);
      if ((lost.get(row.id) ?? 0) <= askedAt) lost.delete(row.id);
      known.set(row.id, { row, askedAt, since: Math.max(since, present?.since ?? since) });
      take(row.id);
    },
    bury(id, version) {
      const present = known.get(id);
      if (present && present.row.version > version) return;
      gone.set(id, Math.max(version, gone.get(id) ?? -1));
      take(id);
    },
    lose(id, asOf) {
      if ((known.get(id)?.since ?? 0) > asOf) return;
      loseAsOf(id, asOf);
      take(id);
    },
    addPatch(patch) {
      const list = patches.get(patch.id);
      if (list) list.push(patch);
      else patches.set(patch.id, [patch]);
      refresh(patch.id);
    },
    removePatch(patch) {
      const rest = (patches.get(patch.id) ?? []).filter((one) => one !== patch);
      if (rest.length > 0) patches.set(patch.id, rest);
      else patches.delete(patch.id);
      refresh(patch.id);
    },
    recheck: refresh,
    patched: () => patches.keys(),
    prune(...scope) {
      for (const id of unnamed(...scope)) forget(id);
    },
    keepOnly(inScope, keep, stamp) {
      for (const id of unnamed(inScope, keep, stamp)) {
        loseAsOf(id, stamp);
        forget(id);
      }
    },
  };
}

type Asked = { row: AnyRow; askedAt: number };

const isOlder = (one: Asked, other: Asked): boolean =>
  one.row.version === other.row.version
    ? one.askedAt < other.askedAt
    : one.row.version < other.row.version;

import type { InputOf, OutputOf, WriteName } from '../contract.ts';
import type { Patch, Rows, TableName } from '../store/rows.ts';
import type { Store } from '../store/store.ts';

/** What a plan may know beside its input. */
export type Scene = {
  store: Store;
  /** The present instant, ISO. */
  now: string;
};

/** One row that an operation changed here: how it looked before and after. */
export type Touched = { [T in TableName]: TouchedIn<T> }[TableName];
type TouchedIn<T extends TableName> = {
  table: T;
  id: string;
  before: Rows[T] | undefined;
  after: Rows[T] | undefined;
};

/** A row to be read again, and what is known of where it stands. */
export type Wanted = {
  table: TableName;
  id: string;
  within: { workspaceId?: string; projectId?: string; taskId?: string; fromTaskId?: string };
};

/** What a landing may do beside reading its answer. */
export type Landing = Scene & {
  /** The rows that this operation changed here. */
  touched: readonly Touched[];
  /** Asks the server for rows again; those that it does not give are forgotten. See `loads/refresh.ts`. */
  refresh: (rows: readonly Wanted[], isStrange?: boolean) => Promise<void>;
};

/** What the thing was called that an operation changed, of a reminder its task; undefined for what else it made. */
export function nameOf(store: Store, [first]: readonly Touched[]): string | undefined {
  if (first?.table === 'reminders') {
    const { taskId = '' } = first.before ?? first.after ?? {};
    return store.get('tasks', taskId)?.title;
  }
  const { title, name } = (first?.before ?? {}) as { title?: string; name?: string };
  return title ?? name;
}

/** A row to be read again where it stands. */
export function wantedRow(table: TableName, row: { id: string }): Wanted {
  return { table, id: row.id, within: row as Wanted['within'] };
}

/** Rows that an operation changed here, to be read again where they stood. */
export function wantedOf(touched: readonly Touched[]): Wanted[] {
  return touched.map(({ table, id, before, after }) =>
    wantedRow(table, { ...(before ?? after), id }),
  );
}

/** What one write of the contract does to the page's rows. */
export type Effect<P extends WriteName> = {
  /** The guess, shown at once: what the server is expected to do. Made once, when the intent is run. */
  plan: (scene: Scene, input: InputOf<P>) => Patch[];
  /** Puts the server's answer into the store. The guess is taken away right after. */
  land: (landing: Landing, output: OutputOf<P>, input: InputOf<P>) => void | Promise<void>;
};

/** Makes a row, unless the server's own is there already. */
export function insert<T extends TableName>(table: T, row: Rows[T]): Patch {
  return patch({ table, id: row.id, apply: (present) => present ?? row });
}

/** Changes a row that is there. */
export function edit<T extends TableName>(
  table: T,
  id: string,
  change: (row: Rows[T]) => Partial<Rows[T]>,
): Patch {
  return patch({ table, id, apply: (row) => (row ? { ...row, ...change(row) } : undefined) });
}

/** Hides a row. */
export function remove<T extends TableName>(table: T, id: string): Patch {
  return patch<T>({ table, id, apply: () => undefined });
}

function patch<T extends TableName>(one: Patch<T>): Patch {
  return one as unknown as Patch;
}

/** The fields of `set` that were sent. */
export function sent<T extends object>(set: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(
    Object.entries(set).filter(([, value]) => value !== undefined),
  ) as never;
}

/** A set after adding and removing. */
export function editSet<T>(
  present: readonly T[],
  change: { add?: readonly T[] | undefined; remove?: readonly T[] | undefined },
): T[] {
  const { add = [], remove: without = [] } = change;
  return [...new Set([...present, ...add])].filter(
    (one) => add.includes(one) || !without.includes(one),
  );
}

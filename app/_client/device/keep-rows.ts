import { loadedNames } from '../loads/loads.ts';
import { sameRow } from '../store/same-row.ts';
import type { AnyRow, Rows, TableName } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import type { KeptRow } from './database.ts';
import { dropRows, writeRows } from './device-rows.ts';

/** Rows are written so long after the first of them came, in milliseconds: many come together. */
const gather = 300;
/** So many in a transaction, which is as long as the page may have to wait for the device. */
const mostAtOnce = 1_000;

const keyOf = (table: string, id: string) => `${table} ${id}`;

/**
 * Keeps on this device what the server tells the page of its person.
 * @param kept what the device has of it already
 */
export function keepRows(store: Store, userId: string, kept: readonly KeptRow[]) {
  /** What was written last: the same row comes with every reading of its list. */
  const written = new Map<string, AnyRow>(
    kept.map(({ table, id, row }) => [keyOf(table, id), row]),
  );
  let dirty = new Map<string, [table: TableName, id: string]>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;

  function mark(table: TableName, id: string): void {
    dirty.set(keyOf(table, id), [table, id]);
    timer ??= setTimeout(() => void flush(), gather);
  }

  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const all = [...dirty.values()];
    dirty = new Map();
    for (let at = 0; at < all.length && !isOver; at += mostAtOnce) {
      const some = all.slice(at, at + mostAtOnce);
      const isLast = at + mostAtOnce >= all.length;
      const change = changeOf(some);
      try {
        // With the last of them: until then no list is whole.
        await writeRows({ userId, loads: isLast ? loadedNames() : [] }, change);
        for (const { table, id, row } of change.puts) written.set(keyOf(table, id), row);
      } catch {
        // Nothing is lost: the server has it. It is tried again with what comes next.
        for (const [table, id] of all.slice(at)) dirty.set(keyOf(table, id), [table, id]);
        return;
      }
    }
  }

  function changeOf(some: readonly [TableName, string][]) {
    const puts: KeptRow[] = [];
    const deletes: [string, string, string][] = [];
    for (const [table, id] of some) {
      const row = store.tables[table].base(id);
      const before = written.get(keyOf(table, id));
      if (row && before && sameRow<object>(row, before)) continue;
      const projectId = row && projectOf(store, table, row);
      if (row && projectId !== undefined) puts.push({ userId, table, id, projectId, row });
      else {
        written.delete(keyOf(table, id));
        deletes.push([userId, table, id]);
      }
    }
    return { puts, deletes };
  }

  const stopWatching = store.watchBase(mark);
  const hide = () => void flush();
  document.addEventListener('visibilitychange', hide);
  for (const [table, { rows }] of Object.entries(store.tables))
    for (const id of rows.keys()) mark(table as TableName, id);

  return {
    /** Keeps nothing any more, and forgets what was kept. */
    async forget(): Promise<void> {
      stop();
      await dropRows(userId);
    },
    stop,
  };

  function stop(): void {
    isOver = true;
    clearTimeout(timer);
    stopWatching();
    document.removeEventListener('visibilitychange', hide);
  }
}

/** The project in which a row is seen, empty for what is of a workspace; undefined where it is not known. */
function projectOf(store: Store, table: TableName, row: Rows[TableName]): string | undefined {
  if (table === 'projects') return row.id;
  if (table === 'comments') {
    const { taskId } = row as Rows['comments'];
    return store.tables.tasks.base(taskId)?.projectId;
  }
  return (row as Partial<Rows['tasks']>).projectId ?? '';
}

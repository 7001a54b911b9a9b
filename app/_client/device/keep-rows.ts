import { loadedNames } from '../loads/loads.ts';
import { standing } from '../loads/position.ts';
import { sameRow, sameValue } from '../store/same-row.ts';
import type { AnyRow, Rows, TableName } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import type { KeptCopy, KeptRow } from './database.ts';
import { dropRows, writeRows } from './device-rows.ts';

/** Rows are written so long after the first of them came, in milliseconds: many come together. */
const gather = 300;
/** Where it is not sure yet what is whole it is asked again after so long. */
const untilSure = 2_000;
/** So many in a transaction, which is as long as the page may have to wait for the device. */
const mostAtOnce = 1_000;

/** What was written last, by table and id: the same row comes with every reading of its list. */
export type Written = Map<string, AnyRow>;

type Row = [table: TableName, id: string];

const keyOf = (table: string, id: string) => `${table} ${id}`;

/**
 * Keeps on this device what the server tells the page of its person.
 * @param kept what the device has of it already
 */
export function keepRows(
  store: Store,
  userId: string,
  kept: { written: Written; copy: KeptCopy | null },
) {
  const { written } = kept;
  const lost = new Set<string>();
  let copy = kept.copy;
  let dirty = new Map<string, Row>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking: ReturnType<typeof setTimeout> | undefined;
  let writing: Promise<void> = Promise.resolve();
  let isOver = false;

  function flushSoon(): void {
    timer ??= setTimeout(() => void flush(), gather);
  }

  function mark(table: TableName, id: string): void {
    dirty.set(keyOf(table, id), [table, id]);
    flushSoon();
  }

  /** What hangs from what is out of sight is kept no more, and again once that is back. */
  function take(table: TableName, id: string): void {
    mark(table, id);
    if (table === 'tasks' && isMoved(id)) takeAlong(id);
    const isLost = store.isLost(id);
    if (isLost === lost.has(id)) return;
    if (isLost) lost.add(id);
    else lost.delete(id);
    for (const taskId of [id, ...store.hangingFrom(id)]) {
      mark('tasks', taskId);
      for (const commentId of store.commentsOn(taskId)) mark('comments', commentId);
      for (const relationId of store.relationsOf(taskId)) mark('relations', relationId);
    }
  }

  function isMoved(taskId: string): boolean {
    const before = written.get(keyOf('tasks', taskId)) as Rows['tasks'] | undefined;
    const task = store.tables.tasks.base(taskId);
    return before !== undefined && task !== undefined && before.projectId !== task.projectId;
  }

  /** What hangs from a task that moved is kept with its new project, though it has not changed itself. */
  function takeAlong(taskId: string): void {
    const again = (table: TableName, id: string) => {
      written.delete(keyOf(table, id));
      mark(table, id);
    };
    for (const commentId of store.commentsOn(taskId)) again('comments', commentId);
    for (const relationId of store.relationsOf(taskId)) again('relations', relationId);
    for (const reminder of store.tables.reminders.rows.values())
      if (reminder.taskId === taskId) again('reminders', reminder.id);
  }

  /** One after another: what is whole is said behind all rows that make it so. */
  function flush(): Promise<void> {
    writing = writing.then(flushNow);
    return writing;
  }

  async function flushNow(): Promise<void> {
    clearTimeout(timer);
    clearTimeout(asking);
    timer = undefined;
    const all = [...dirty.values()];
    dirty = new Map();
    const now = standing.get()();
    if (now === undefined) asking = setTimeout(() => void flush(), untilSure);
    if (all.length === 0 && (now === undefined || isSameCopy(now, copy))) return;
    if (now !== undefined) copy = now;
    for (let at = 0; (at === 0 || at < all.length) && !isOver; at += mostAtOnce) {
      const change = changeOf(all.slice(at, at + mostAtOnce));
      try {
        await write(change, at + mostAtOnce >= all.length);
      } catch {
        // Nothing is lost: the server has it. It is tried again with what comes next.
        for (const row of all.slice(at)) dirty.set(keyOf(...row), row);
        return;
      }
    }
  }

  /** With the last rows it is said what is whole: until then no list is. */
  async function write(change: ReturnType<typeof changeOf>, isLast: boolean): Promise<void> {
    await writeRows(
      { userId, loads: isLast ? loadedNames() : [], copy: isLast ? copy : null },
      change,
    );
    for (const { table, id, row } of change.puts) written.set(keyOf(table, id), row);
  }

  function changeOf(some: readonly Row[]) {
    const puts: KeptRow[] = [];
    const deletes: [string, string, string][] = [];
    for (const [table, id] of some) {
      const row = rowToKeep(store, table, id);
      const before = written.get(keyOf(table, id));
      if (row && before && sameRow<object>(row, before)) continue;
      const projectId = row && projectOf(store, table, row);
      if (row && projectId !== undefined)
        puts.push({ userId, table, id, projectId, row, ...firstOf(table, row) });
      else {
        written.delete(keyOf(table, id));
        deletes.push([userId, table, id]);
      }
    }
    return { puts, deletes };
  }

  const hide = () => void flush();
  const stops = [store.watchBase(take), standing.subscribe(flushSoon)];
  document.addEventListener('visibilitychange', hide);
  for (const [table, { rows }] of Object.entries(store.tables))
    for (const [id, row] of rows)
      if (written.get(keyOf(table, id)) !== row) take(table as TableName, id);

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
    clearTimeout(asking);
    for (const one of stops) one();
    document.removeEventListener('visibilitychange', hide);
  }
}

function isSameCopy(a: KeptCopy | null, b: KeptCopy | null): boolean {
  return a?.cursor === b?.cursor && sameValue(a?.whole, b?.whole);
}

/** What every screen needs comes first, and what may be in Today from a day on. */
function firstOf(table: TableName, row: Rows[TableName]): Pick<KeptRow, 'first'> {
  if (table === 'comments' || table === 'reminders') return {};
  if (table !== 'tasks') return { first: '' };
  const { status, dueOn, priority } = row as Rows['tasks'];
  const first = priority === 3 ? '' : dueOn;
  return status === 'open' && first !== null ? { first } : {};
}

/** What the server said last of a row; undefined for what is out of sight, also with what it hangs from. */
function rowToKeep(store: Store, table: TableName, id: string): Rows[TableName] | undefined {
  const row = store.tables[table].base(id);
  const on = row && tasksOf(table, row);
  const isHidden = (on ?? [id]).some((one) => [one, ...store.above(one)].some(store.isLost));
  return isHidden ? undefined : row;
}

/** The tasks on which a row hangs that is none itself; undefined for others. */
function tasksOf(table: TableName, row: Rows[TableName]): readonly string[] | undefined {
  if (table === 'comments') return [(row as Rows['comments']).taskId];
  if (table !== 'relations') return undefined;
  const { fromTaskId, toTaskId } = row as Rows['relations'];
  return [fromTaskId, toTaskId];
}

/** The project in which a row is seen, empty for what is of a workspace; undefined where it is not known. */
function projectOf(store: Store, table: TableName, row: Rows[TableName]): string | undefined {
  if (table === 'projects') return row.id;
  if (table === 'comments') {
    const { taskId } = row as Rows['comments'];
    return store.tables.tasks.base(taskId)?.projectId;
  }
  if (table === 'reminders') {
    const { taskId } = row as Rows['reminders'];
    return store.tables.tasks.base(taskId)?.projectId ?? '';
  }
  if (table === 'relations') {
    const { fromTaskId } = row as Rows['relations'];
    return store.tables.tasks.base(fromTaskId)?.projectId ?? '';
  }
  return (row as Partial<Rows['tasks']>).projectId ?? '';
}

import { openDevice, openKept } from './database.ts';
import type { KeptRow, Owner } from './database.ts';

/**
 * The form in which rows are kept. Counts up with each change of what the contract says of a row: rows of another form
 * are read anew.
 */
export const rowsForm = 8;

type Key = [userId: string, table: string, id: string];
const theOwner = 'owner';

/** All rows of a person. IndexedDB sorts a list after each text, so `[]` ends the range. */
const allOf = (userId: string) => IDBKeyRange.bound([userId], [userId, []]);

/** Whose rows this device shows first. Null where it has none, or none of this form. */
export async function readOwner(): Promise<Owner | null> {
  const owner = await (await openKept())?.get('owner', theOwner);
  if (!owner) return null;
  if (owner.form === rowsForm) return owner;
  await dropRows(owner.userId);
  return null;
}

/** What a page needs first of a person's rows on a day. */
export async function readFirst(userId: string, day: string): Promise<KeptRow[]> {
  const range = IDBKeyRange.bound([userId, ''], [userId, day]);
  return (await openDevice()).getAllFromIndex('rows', 'first', range);
}

/** A person's rows in an order of their own, so many at a time. @param after the last one that was read */
export async function readSome(
  userId: string,
  after: KeptRow | null,
  most: number,
): Promise<KeptRow[]> {
  const range = after
    ? IDBKeyRange.bound([userId, after.table, after.id], [userId, []], true)
    : allOf(userId);
  return (await openDevice()).getAll('rows', range, most);
}

/** Keeps rows, and forgets others, of the person whose page this is. */
export async function writeRows(
  owner: Omit<Owner, 'form'>,
  change: { puts: readonly KeptRow[]; deletes: readonly Key[] },
): Promise<void> {
  const work = (await openDevice()).transaction(['rows', 'owner'], 'readwrite');
  const rows = work.objectStore('rows');
  await Promise.all([
    work.objectStore('owner').put({ ...owner, form: rowsForm }, theOwner),
    ...change.puts.map(putNewer),
    ...change.deletes.map((key) => rows.delete(key)),
    work.done,
  ]);

  /** Another tab, which woke up late, may know an older one. */
  async function putNewer(kept: KeptRow): Promise<void> {
    const { userId, table, id, row } = kept;
    const before = await rows.get([userId, table, id]);
    if (!before || before.row.version <= row.version) await rows.put(kept);
  }
}

/** Forgets all rows of a project, also those that another tab of this browser has written. */
export async function dropProject(userId: string, projectId: string): Promise<void> {
  const work = (await openKept())?.transaction('rows', 'readwrite');
  if (!work) return;
  const keys = await work.store.index('project').getAllKeys([userId, projectId]);
  await Promise.all([...keys.map((key) => work.store.delete(key)), work.done]);
}

/** Forgets all rows of a person, and that they were here. */
export async function dropRows(userId: string): Promise<void> {
  const work = (await openKept())?.transaction(['rows', 'owner'], 'readwrite');
  if (!work) return;
  await work.objectStore('rows').delete(allOf(userId));
  const owners = work.objectStore('owner');
  if ((await owners.get(theOwner))?.userId === userId) await owners.delete(theOwner);
  await work.done;
}

/** Forgets the rows of whoever was here before: somebody signs in, and may be another. */
export async function dropOwned(): Promise<void> {
  const work = (await openKept())?.transaction(['rows', 'owner'], 'readwrite');
  if (!work) return;
  await Promise.all([
    work.objectStore('rows').clear(),
    work.objectStore('owner').clear(),
    work.done,
  ]);
}

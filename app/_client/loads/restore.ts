import { now } from '../clock.ts';
import type { KeptCopy, KeptRow, Owner } from '../device/database.ts';
import { readFirst, readOwner, readSome } from '../device/device-rows.ts';
import type { Written } from '../device/keep-rows.ts';
import { withStorage } from '../storage.ts';
import { store } from '../store/page-store.ts';
import type { TableName } from '../store/rows.ts';
import { within } from '../within.ts';
import { expectLoaded } from './loads.ts';
import { beginAt } from './position.ts';
import { whole } from './whole.ts';

/** So long, in milliseconds, the page waits for what this device keeps before it takes what the server says. */
const longestWait = { first: 1_000, more: 5_000 };
/** So many rows are shown at a time: the page is busy meanwhile. */
const mostAtOnce = 2_000;

/** The mark of what is older than all that this page was told. */
const asOfBefore = -1;

/** What this device has of the page's person: whoever keeps rows needs not write these. */
export const kept: { written: Written; copy: KeptCopy | null } = { written: new Map(), copy: null };

let first: Promise<Owner | null> | undefined;
let all: Promise<void> | undefined;

const anew = 'cairn.anew';

/** The next page of this tab begins as of nobody, whatever the device still has. */
export function beginAnew(): void {
  withStorage('sessionStorage', (storage) => storage.setItem(anew, 'yes'));
}

/** True once after `beginAnew`. */
function isAnew(): boolean {
  const flag = withStorage('sessionStorage', (storage) => storage.getItem(anew));
  withStorage('sessionStorage', (storage) => storage.removeItem(anew));
  return flag !== null;
}

/**
 * Shows what is needed first of what this device kept of whoever was here last, before the server has said anything.
 * What it says then takes its place. @returns whether there was something
 */
export async function restored(): Promise<boolean> {
  first ??= within(
    longestWait.first,
    restoreFirst().catch(() => null),
    null,
  );
  return (await first) !== null;
}

/** Shows the rest as well. Where the device is too slow, what is not here by then stays to be read. */
export async function restoredAll(): Promise<void> {
  await restored();
  const owner = await first;
  all ??= owner ? restoreRest(owner) : Promise.resolve();
  await all;
}

async function restoreFirst(): Promise<Owner | null> {
  if (isAnew()) return null;
  const owner = await readOwner();
  if (!owner) return null;
  const rows = await readFirst(owner.userId, tomorrow());
  // Where the device was slow the server has been heard first: older rows would stay in its lists.
  if (store.tables.users.rows.size > 0) return null;
  if (!rows.some(({ table, id }) => table === 'users' && id === owner.userId)) return null;
  kept.copy = owner.copy;
  if (owner.copy) beginAt(owner.copy.cursor);
  expectLoaded(owner.loads.filter(isOfFirst));
  note(rows);
  show(rows);
  return owner;
}

/** Not earlier than today, wherever the person is. */
const tomorrow = () => new Date(now() + 86_400_000).toISOString().slice(0, 10);

/** The lists of the first are the server's by now, and so is what was read or told meanwhile. */
function isOfRest({ table, id }: KeptRow): boolean {
  if (table !== 'tasks' && table !== 'comments' && table !== 'reminders') return false;
  return !store.tables[table].base(id);
}

/** What is needed first is enough for these. */
const isOfFirst = (load: string) => /^(boot|today )/.test(load);

async function restoreRest({ userId, loads, copy }: Owner): Promise<void> {
  let last: KeptRow | null = null;
  for (let isMore = true; isMore;) {
    const some: Promise<KeptRow[] | null> = readSome(userId, last, mostAtOnce);
    const rows: KeptRow[] | null = await within(
      longestWait.more,
      some.catch(() => null),
      null,
    );
    if (!rows) return;
    note(rows);
    show(rows.filter(isOfRest));
    last = rows.at(-1) ?? null;
    isMore = rows.length === mostAtOnce;
  }
  expectLoaded(loads);
  if (copy) whole.set(new Set(copy.whole));
}

/** What is on the device needs not be written once more. */
function note(rows: readonly KeptRow[]): void {
  for (const { table, id, row } of rows) kept.written.set(`${table} ${id}`, row);
}

function show(rows: readonly KeptRow[]): void {
  const byTable = Map.groupBy(rows, ({ table }) => table);
  store.batch(() => {
    for (const [table, some] of byTable) put(table, some);
  });
}

function put<T extends TableName>(table: T, rows: readonly KeptRow[]): void {
  store.put(
    table,
    rows.map(({ row }) => row as KeptRow<T>['row']),
    asOfBefore,
  );
}

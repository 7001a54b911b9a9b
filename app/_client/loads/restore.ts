import { readOwned } from '../device/device-rows.ts';
import type { KeptRow } from '../device/database.ts';
import { withStorage } from '../storage.ts';
import { store } from '../store/page-store.ts';
import type { TableName } from '../store/rows.ts';
import { expectLoaded } from './loads.ts';

/** So long, in milliseconds, the page waits for what this device keeps before it takes what the server says. */
const longestWait = 1_000;

let kept: readonly KeptRow[] = [];
let restoring: Promise<boolean> | undefined;

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
 * Shows what this device kept of whoever was here last, before the server has said anything. What it says then takes
 * its place. @returns whether there was something
 */
export function restored(): Promise<boolean> {
  restoring ??= Promise.race([
    restore().catch(() => false),
    new Promise<false>((resolve) => void setTimeout(() => resolve(false), longestWait)),
  ]);
  return restoring;
}

/** What was shown so, once: whoever keeps rows needs not write these. */
export function takeKept(): readonly KeptRow[] {
  const taken = kept;
  kept = [];
  return taken;
}

async function restore(): Promise<boolean> {
  if (isAnew()) return false;
  const owned = await readOwned();
  // Where the device was slow the server has been heard first: older rows would stay in its lists.
  if (!owned || store.tables.users.rows.size > 0) return false;
  const { owner, rows } = owned;
  if (!rows.some(({ table, id }) => table === 'users' && id === owner.userId)) return false;
  expectLoaded(owner.loads);
  kept = rows;
  const byTable = Map.groupBy(rows, ({ table }) => table);
  store.batch(() => {
    for (const [table, some] of byTable) put(table, some);
  });
  return true;
}

function put<T extends TableName>(table: T, kept: readonly KeptRow[]): void {
  store.put(
    table,
    kept.map(({ row }) => row as KeptRow<T>['row']),
  );
}

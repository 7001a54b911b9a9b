import { openDB } from 'idb';
import type { DBSchema, IDBPDatabase } from 'idb';
import type { KeptOp, Refusal } from '../sending/op-log.ts';
import type { KeptFile } from '../store/coming-files.ts';
import type { Rows, TableName } from '../store/rows.ts';

/** Who does something that one tab of a browser does at a time, and until when. */
export type Held = { owner: string; until: number };

/** A row as the server last told it to this person. */
export type KeptRow<T extends TableName = TableName> = {
  userId: string;
  table: T;
  id: string;
  /** The project in which it is seen; empty where it is of a whole workspace. */
  projectId: string;
  row: Rows[T];
  /** From which day on a page needs it as it begins, empty for always; left out where it is not needed so early. */
  first?: string;
};

/** The workspaces that are here whole as of a cursor: what is told after it is to be taken. */
export type KeptCopy = { cursor: string; whole: readonly string[] };

/** Whose rows are shown before the server has said who is here, and what had been read whole. */
export type Owner = {
  userId: string;
  form: number;
  loads: readonly string[];
  copy: KeptCopy | null;
};

/** What this device keeps. */
export interface Device extends DBSchema {
  leases: { key: string; value: Held };
  ops: { key: number; value: KeptOp & { at?: number }; indexes: { user: string; op: string } };
  refusals: { key: string; value: Refusal; indexes: { user: string } };
  rows: {
    key: [userId: string, table: string, id: string];
    value: KeptRow;
    indexes: {
      project: [userId: string, projectId: string];
      first: [userId: string, first: string];
    };
  };
  owner: { key: string; value: Owner };
  /** What is known of files that are to be sent. */
  files: { key: string; value: KeptFile; indexes: { user: string } };
  /** Their bytes, apart: what is written again with each step stays small. */
  bytes: { key: string; value: Blob };
}

export const deviceName = 'cairn';

type Connection = IDBPDatabase<Device>;

let opened: Promise<Connection | null> | undefined;
let making: Promise<Connection> | undefined;
let isShut = false;
const forget = () => void (opened = undefined);

/**
 * The device, made where it was not. One connection while it lasts; what could not be opened is tried again next time.
 * @throws where the browser keeps nothing, and once this page keeps nothing any more
 */
export async function openDevice(): Promise<Connection> {
  const kept = await openKept();
  if (kept) return kept;
  making ??= make().finally(() => void (making = undefined));
  return making;
}

/** The same where something is kept already, else null: who only looks, or forgets, makes nothing. */
export function openKept(): Promise<Connection | null> {
  opened ??= holding(open(false));
  return opened;
}

async function make(): Promise<Connection> {
  opened = holding(open(true));
  const device = await opened;
  if (!device) throw new Error('The device was not made.');
  return device;
}

async function holding(opening: Promise<Connection | null>): Promise<Connection | null> {
  try {
    const device = await opening;
    if (!device) forget();
    return device;
  } catch (error) {
    forget();
    throw error;
  }
}

/** From now on this page keeps nothing: what it still does on its way out would make a device anew. */
export async function shutDevice(): Promise<void> {
  isShut = true;
  const device = await opened?.catch(() => null);
  device?.close();
  forget();
}

/** Null where there is none and none may be made. */
async function open(mayMake: boolean): Promise<Connection | null> {
  if (isShut) throw new Error('This page keeps nothing any more.');
  const met = { none: false };
  try {
    return await connect(() => (met.none = !mayMake));
  } catch (error) {
    if (met.none) return null;
    throw error;
  }
}

/** @param isUnwanted asked where there is none yet: true leaves it so, and rejects */
function connect(isUnwanted: () => boolean): Promise<Connection> {
  return openDB<Device>(deviceName, 3, {
    upgrade(db, before, ...[, work]) {
      if (before === 0 && isUnwanted()) {
        // The browser then keeps none, as before.
        work.done.catch(() => undefined);
        work.abort();
        return;
      }
      if (before < 1) db.createObjectStore('leases');
      if (before < 2) {
        const ops = db.createObjectStore('ops', { keyPath: 'at', autoIncrement: true });
        ops.createIndex('user', 'userId');
        ops.createIndex('op', 'opId');
        db.createObjectStore('refusals', { keyPath: 'id' }).createIndex('user', 'userId');
        const rows = db.createObjectStore('rows', { keyPath: ['userId', 'table', 'id'] });
        rows.createIndex('project', ['userId', 'projectId']);
        db.createObjectStore('owner');
      }
      if (before < 3) {
        work.objectStore('rows').createIndex('first', ['userId', 'first']);
        db.createObjectStore('files', { keyPath: 'id' }).createIndex('user', 'userId');
        db.createObjectStore('bytes');
      }
    },
    // A page of a newer version waits for this one.
    blocking(_before, _after, event) {
      (event.target as IDBDatabase).close();
      forget();
    },
    terminated: forget,
  });
}

import { callErrorOf, isOutOfSight, isPassing } from '../sending/call-error.ts';
import type { CallError } from '../sending/call-error.ts';
import { createCell } from '../store/cell.ts';
import type { Cell } from '../store/cell.ts';
import { signedOut } from '../store/session.ts';

/** How far the reading of something is. What the store already holds may be shown in every state. */
export type LoadState = {
  status: 'loading' | 'ready' | 'failed' | 'missing';
  error: CallError | null;
};

type Load = {
  cell: Cell<LoadState>;
  work: () => Promise<void>;
  /** True where the store holds it already, and is told of changes: nothing is read. */
  isHeld: () => boolean;
  users: number;
  readAt: number;
  /** How long the last reading took. */
  took: number;
  busy: boolean;
  /** True where something changed while it was being read, so that it is read once more. */
  outdated: boolean;
  faults: number;
};

const loads = new Map<string, Load>();
/** How long a reading counts as fresh: the longer it took, as of a project of thousands of tasks, the longer. */
const fresh = { perReading: 20, least: 5_000, most: 120_000 };
const longestRest = 30_000;
const first: LoadState = { status: 'loading', error: null };
/** What was read whole, or need not be. */
export const readyState: LoadState = { status: 'ready', error: null };

/** What was read whole before this page began, by what this device keeps. */
let loaded: ReadonlySet<string> = new Set();

/** False while the server does not answer. */
export const reachable = createCell(true);

/** The load of this name; made when it is asked for first. */
export function loadOf(name: string, work: () => Promise<void>): Cell<LoadState> {
  const load = loads.get(name) ?? {
    cell: createCell(loaded.has(name) ? readyState : first),
    work,
    isHeld: () => false,
    users: 0,
    readAt: -Infinity,
    took: 0,
    busy: false,
    outdated: false,
    faults: 0,
  };
  loads.set(name, load);
  return load.cell;
}

/** What is read into the page alone: no row of the device has it, so it is read anew in the next page. */
const isOfThisPage = (name: string) => /^(answered|reminders) /u.test(name);

/** The names of all that has been read whole and that the device keeps. */
export function loadedNames(): string[] {
  return [...loads].flatMap(([name, { cell }]) =>
    cell.get().status === 'ready' && !isOfThisPage(name) ? [name] : [],
  );
}

/** What this device keeps may be shown as it is, until it is read again. */
export function expectLoaded(names: readonly string[]): void {
  loaded = new Set(names.filter((name) => !isOfThisPage(name)));
  for (const name of loaded) {
    const load = loads.get(name);
    if (load?.cell.get().status === 'loading') load.cell.set(readyState);
  }
}

/** Keeps something read while a view shows it: now, and again whenever the person comes back. @returns a way to stop */
export function keepLoaded(
  name: string,
  work: () => Promise<void>,
  isHeld = () => false,
): () => void {
  loadOf(name, work);
  const load = loads.get(name);
  if (!load) return () => undefined;
  load.work = work;
  load.isHeld = isHeld;
  load.users += 1;
  if (isStale(load)) void run(load);
  return () => void (load.users -= 1);
}

/** Reads again what is on the screen, if it was not read a moment ago; by force also the rest, once it is shown. */
export function rereadShown(options: { force?: boolean; only?: RegExp } = {}): void {
  for (const [name, load] of loads) {
    if (options.only?.test(name) === false) continue;
    if (options.force === true) runAnew(load);
    else if (load.users > 0 && isStale(load)) void run(load);
  }
}

/** True for what is or was on the screen. */
export const wasShown = (name: string): boolean => loads.has(name);

/** What a load read has changed: where it is not on the screen it is read again once it is. @returns whether it is */
export function outdate(name: string): boolean {
  const load = loads.get(name);
  if (load?.users === 0) runAnew(load);
  return load !== undefined && load.users > 0;
}

function isStale({ readAt, took }: Load): boolean {
  return (
    performance.now() - readAt >
    Math.min(fresh.most, Math.max(fresh.least, took * fresh.perReading))
  );
}

/** The name of the reading of who is here, of their workspaces, roles and rights. */
export const rightsLoad = 'boot';

/** Reads again what the person may see and do, after an answer that the page did not expect. */
export function rereadRights(asked?: Load): void {
  const load = loads.get(rightsLoad);
  if (load && load !== asked && load.users > 0) runAnew(load);
}

/** What is being read may have been asked for before the change that is to be seen. Nothing is read that nobody sees. */
function runAnew(load: Load): void {
  load.outdated = load.busy;
  if (load.users > 0) void run(load);
  else load.readAt = -Infinity;
}

async function run(load: Load): Promise<void> {
  if (load.busy || load.isHeld()) return;
  load.busy = true;
  const startedAt = performance.now();
  try {
    await load.work();
    load.readAt = startedAt;
    load.took = performance.now() - startedAt;
    load.faults = 0;
    if (!load.isHeld()) reachable.set(true);
    load.cell.set(readyState);
  } catch (error) {
    failed(load, callErrorOf(error));
  } finally {
    load.busy = false;
    if (load.outdated) runAnew(load);
  }
}

function failed(load: Load, error: CallError): void {
  if (error.code === 'UNAUTHORIZED') signedOut.set(true);
  // What is not to be seen any more may be a sign of other rights than the page knows of.
  if (isOutOfSight(error)) rereadRights(load);
  if (error.code === 'NOT_FOUND') load.cell.set({ status: 'missing', error });
  else if (load.cell.get().status !== 'ready') load.cell.set({ status: 'failed', error });
  if (!isPassing(error) && error.code !== 'INTERNAL_SERVER_ERROR') return;
  load.faults += 1;
  reachable.set(false);
  const rest = Math.min(longestRest, 1000 * 2 ** (load.faults - 1));
  setTimeout(
    () => load.users > 0 && !load.busy && void run(load),
    Math.max(rest, (error.retryAfter ?? 0) * 1000),
  );
}

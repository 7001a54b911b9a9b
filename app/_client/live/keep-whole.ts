import { setWhole, whole } from '../loads/whole.ts';
import { callErrorOf, isOutOfSight } from '../sending/call-error.ts';
import type { CopyOptions } from './read-copy.ts';
import type { Rest } from './rest.ts';

export type KeepWholeParts = {
  /** The workspaces that the page knows of. */
  workspaces: () => readonly string[];
  /** Reads all of one into the store. @returns false where it was stopped */
  readWorkspace: (workspaceId: string, options: CopyOptions) => Promise<boolean>;
  /** Waited for between two pages. */
  untilIdle: () => Promise<void>;
  rest: Rest;
  /** More rows than a page should hold: what is not read then stays to be read when it is shown. */
  isFull: () => boolean;
  /** While the session has ended nothing is asked for; `look` then goes on. */
  isSignedOut: () => boolean;
  onSignedOut: () => void;
};

export type KeepWhole = {
  /** Looks whether there is one to be read. */
  look: () => void;
  /** It is not sure any more that a workspace is held whole: it is read anew. Of all of them, unless one is named. */
  doubt: (workspaceId?: string) => void;
  /** True while one is read: what happens in it must be kept already. */
  isReading: (workspaceId: string) => boolean;
  stop: () => void;
};

/** Reads all that the page's person sees, one workspace after another, while the page is told what happens. */
export function createKeepWhole(parts: KeepWholeParts): KeepWhole {
  let isOver = false;
  let isRunning = false;
  let reading: { workspaceId: string; isDoubtful: boolean } | null = null;

  const next = () =>
    isOver || parts.isSignedOut()
      ? undefined
      : parts.workspaces().find((id) => !whole.get().has(id) && !given.has(id));
  /** What could not be read whole, for as long as the page lives. */
  const given = new Set<string>();

  async function goOn(): Promise<boolean> {
    await parts.untilIdle();
    return !isOver && reading?.isDoubtful === false && !parts.isFull();
  }

  async function readOne(workspaceId: string): Promise<void> {
    const mine = { workspaceId, isDoubtful: false };
    reading = mine;
    try {
      const isAll = await parts.readWorkspace(workspaceId, { goOn });
      parts.rest.reset();
      if (isAll && !mine.isDoubtful) setWhole(workspaceId, true);
      else if (parts.isFull()) given.add(workspaceId);
    } catch (cause) {
      const error = callErrorOf(cause);
      if (error.code === 'UNAUTHORIZED') parts.onSignedOut();
      else if (isOutOfSight(error)) given.add(workspaceId);
      else await parts.rest.pause((error.retryAfter ?? 0) * 1000);
    } finally {
      reading = null;
    }
  }

  async function run(): Promise<void> {
    isRunning = true;
    for (let id = next(); id !== undefined; id = next()) await readOne(id);
    isRunning = false;
  }

  function look(): void {
    for (const id of whole.get()) if (!parts.workspaces().includes(id)) setWhole(id, false);
    if (!isRunning) void run();
  }

  return {
    look,
    doubt(workspaceId) {
      const doubted = workspaceId === undefined ? parts.workspaces() : [workspaceId];
      for (const id of doubted) {
        given.delete(id);
        setWhole(id, false);
        if (reading?.workspaceId === id) reading.isDoubtful = true;
      }
      look();
    },
    isReading: (workspaceId) => reading?.workspaceId === workspaceId,
    stop: () => void (isOver = true),
  };
}

import type { OpId } from '../../../server/domain/ids.ts';
import { inComposer } from '../store/coming-files.ts';
import type { ComingFile, FileProblem, KeptFile } from '../store/coming-files.ts';
import { callErrorOf, isOutOfSight, isPassing } from './call-error.ts';
import type { CallError } from './call-error.ts';

type Room = { file: number; workspace: number };

export type FileSenderParts = {
  files: () => readonly ComingFile[];
  /** Changes what the page knows of a file. */
  show: (id: string, change: Partial<ComingFile>) => void;
  /** The same, and resolves once the device keeps it too. */
  keep: (id: string, change: Partial<KeptFile>) => Promise<void>;
  /** Null where they cannot be read any more, undefined where another tab has seen to the file. */
  bytes: (id: string) => Promise<Blob | null | undefined>;
  /** The things that operations are about which the server has not answered. */
  unanswered: () => Promise<ReadonlySet<string>>;
  /** Bytes that one more file of the task may have, and that the workspace has left. @throws CallError */
  room: (file: KeptFile) => Promise<Room>;
  sendPieces: (file: Blob, how: Pieces) => Promise<void>;
  forgetPieces: (url: string) => Promise<void>;
  /** Hangs a file that is wholly there on its task. @throws CallError */
  add: (file: KeptFile) => Promise<void>;
  /** Whether it hangs there. @throws CallError */
  isThere: (file: KeptFile) => Promise<boolean>;
  onAdded: (file: ComingFile) => void;
  onRefused: (file: ComingFile) => void;
  onSignedOut: () => void;
  newOpId: () => OpId;
  now: () => number;
  later: (work: () => void, milliseconds: number) => void;
};

type Pieces = {
  name: string;
  url: string | null;
  onUrl: (url: string) => Promise<void>;
  onProgress: (bytes: number) => void;
  signal: AbortSignal;
};

const mostAtOnce = 2;
const longestRest = 30_000;
/** So long, in milliseconds, a fault of the server's own may heal. */
const longestFault = 60_000;

/**
 * Sends files, each once what it hangs on is there: its bytes in pieces, then one operation with an `opId` that belongs
 * to just these bytes. So whatever breaks off is gone on with, and what was done is not done again.
 */
export function createFileSender(parts: FileSenderParts) {
  const running = new Map<string, AbortController>();
  const faults = new Map<string, { count: number; since: number }>();
  /** True where this tab sends what the device keeps; what it does not keep each page sends itself. */
  let leads = false;
  let isBusy = false;
  let isWanted = false;

  const find = (id: string) => parts.files().find((one) => one.id === id);
  const isMine = ({ isKept }: ComingFile) => (isKept === true ? leads : isKept === false);

  async function look(): Promise<void> {
    isWanted = true;
    if (isBusy) return;
    isBusy = true;
    while (isWanted) {
      isWanted = false;
      // What cannot be read now is looked at again with the next sign of life.
      const unanswered = await parts.unanswered().catch(() => null);
      for (const one of unanswered ? parts.files() : []) {
        const isHeld = [one.taskId, one.commentId ?? ''].some((id) => unanswered?.has(id));
        if (running.size < mostAtOnce && one.state === 'waiting' && isMine(one) && !isHeld)
          void deliver(one.id);
      }
    }
    isBusy = false;
  }

  async function deliver(id: string): Promise<void> {
    if (running.has(id)) return;
    const end = new AbortController();
    running.set(id, end);
    try {
      await bring(id, end.signal);
    } catch (error) {
      if (!end.signal.aborted) await failed(id, callErrorOf(error));
    } finally {
      if (running.get(id) === end) running.delete(id);
      void look();
    }
  }

  async function bring(id: string, signal: AbortSignal): Promise<void> {
    const one = find(id);
    if (!one) return;
    parts.show(id, { state: 'sending', problem: null });
    // The answer to the last step may have been lost; only where that was not done it goes again, from its bytes.
    if (one.isSent && one.commentId !== inComposer && (await isAddedAgain(one))) return;
    const problem = one.sending ? null : problemOf(one, await parts.room(one));
    if (problem) return refuse(id, problem);
    const bytes = await parts.bytes(id);
    if (bytes === undefined) return rest(id, callErrorOf('it is not kept any more'));
    if (bytes === null) return refuse(id, { kind: 'gone' });
    await parts.sendPieces(bytes, {
      name: one.name,
      url: find(id)?.sending?.url ?? null,
      signal,
      onUrl: (url) => parts.keep(id, { sending: { url, opId: parts.newOpId() } }),
      onProgress: (done) => parts.show(id, { done }),
    });
    signal.throwIfAborted();
    await parts.keep(id, { isSent: true });
    const sent = find(id);
    if (!sent) return;
    parts.show(id, { state: stateOf(one, sent), done: one.size });
    if (one.commentId !== inComposer) await add(sent);
  }

  async function add(file: ComingFile): Promise<void> {
    try {
      await parts.add(file);
    } catch (cause) {
      const { code } = callErrorOf(cause);
      // Two tabs that began at once have sent it under two names: one of them was first.
      if (code !== 'CONFLICT' || !(await parts.isThere(file))) throw cause;
    }
    faults.delete(file.id);
    parts.show(file.id, { state: 'added' });
    parts.onAdded(file);
  }

  /** @returns false where the server has nothing of it any more, and the task is there all the same */
  async function isAddedAgain(file: ComingFile): Promise<boolean> {
    try {
      parts.show(file.id, { state: 'saving', done: file.size });
      await add(file);
      return true;
    } catch (cause) {
      if (callErrorOf(cause).code !== 'NOT_FOUND') throw cause;
      await parts.room(file);
      await parts.keep(file.id, { sending: null, isSent: false });
      parts.show(file.id, { state: 'sending', done: 0 });
      return false;
    }
  }

  async function failed(id: string, error: CallError): Promise<void> {
    if (error.code === 'UNAUTHORIZED') {
      parts.show(id, { state: 'waiting' });
      return parts.onSignedOut();
    }
    const since = faults.get(id)?.since ?? parts.now();
    const mayHeal = error.code === 'INTERNAL_SERVER_ERROR' && parts.now() - since < longestFault;
    if (isPassing(error) || mayHeal) rest(id, error);
    else await refuse(id, whyOf(error));
  }

  async function refuse(id: string, problem: FileProblem): Promise<void> {
    const one = find(id);
    if (!one) return;
    faults.delete(id);
    if (one.sending) void parts.forgetPieces(one.sending.url);
    parts.show(id, { state: 'failed', done: 0 });
    await parts.keep(id, { problem, sending: null, isSent: false });
    parts.onRefused({ ...one, problem });
  }

  /** Nobody knows what the server has: it is asked again in a while, or when the network is back. */
  function rest(id: string, { code, retryAfter }: CallError): void {
    const { count, since } = faults.get(id) ?? { count: 0, since: parts.now() };
    faults.set(id, { count: count + 1, since });
    const isMany = code === 'TOO_MANY_REQUESTS';
    parts.show(id, { state: 'resting', problem: isMany ? { kind: 'many' } : null });
    const pause = Math.min(longestRest, 1000 * 2 ** count);
    parts.later(() => wake(id), Math.max(pause, (retryAfter ?? 0) * 1000));
  }

  function wake(id: string): void {
    if (find(id)?.state !== 'resting') return;
    parts.show(id, { state: 'waiting', problem: null });
    void look();
  }

  return {
    /** Sends what can be sent by now. */
    look: () => void look(),
    /** Sends what the device keeps, until the signal ends. */
    lead(signal: AbortSignal): void {
      leads = true;
      signal.addEventListener('abort', () => {
        leads = false;
        for (const one of parts.files()) if (one.isKept) stop(one.id);
      });
      void look();
    },
    /** What rests goes on at once. */
    wakeAll(): void {
      for (const { id } of parts.files()) wake(id);
    },
    /** Sends a file no further. */
    stop,
    isSending: (id: string) => running.has(id),
  };

  function stop(id: string): void {
    if (!running.has(id)) return;
    running.get(id)?.abort();
    // What is over already stays so.
    const { state } = find(id) ?? {};
    if (state === 'sending' || state === 'saving') parts.show(id, { state: 'waiting' });
  }
}

/** Of a file that is there. A comment that was sent meanwhile has to be there too. */
function stateOf(before: KeptFile, now: KeptFile): ComingFile['state'] {
  if (before.commentId !== inComposer) return 'saving';
  return now.commentId === inComposer ? 'sent' : 'waiting';
}

function problemOf({ size }: KeptFile, room: Room): FileProblem | null {
  if (size > room.file) return { kind: 'tooLarge', bytes: room.file };
  return size > room.workspace ? { kind: 'noRoom', bytes: room.workspace } : null;
}

function whyOf(error: CallError): FileProblem {
  if (error.code === 'FORBIDDEN') return { kind: 'forbidden' };
  if (isOutOfSight(error)) return { kind: 'taskGone' };
  return { kind: 'refused', message: error.message };
}

import { CallError } from '../sending/call-error.ts';
import { createFileSender } from '../sending/file-sender.ts';
import { mergeFiles } from '../sending/merge-files.ts';
import type { ComingFile, KeptFile } from '../store/coming-files.ts';
import { opId, workspaceId } from './rows.ts';

/** What becomes of a call: it is done or not, and its answer arrives or not; the page may end with it. */
export const fates = ['ok', 'unsent', 'unanswered', 'busy', 'endsBefore', 'endsAfter'] as const;
export type Fate = (typeof fates)[number];

/** `blind`: files go without waiting for their task. `forgetful`: what was sent where is not kept. */
export type Bug = 'blind' | 'forgetful' | null;

/** A server, a device and pages that send what it keeps, in which whatever is told befalls their calls. */
export function createFileWorld(bug: Bug = null) {
  const tasks = new Set<string>();
  /** The tasks whose making was answered. */
  const answered = new Set<string>();
  const uploads = new Map<string, { name: string; size: number; done: number }>();
  const attached = new Map<string, { opId: string; name: string }[]>();
  const kept = new Map<string, KeptFile>();
  const refused: string[] = [];
  let room = { file: 1000, workspace: 1000 };
  let coming: Fate[] = [];
  let made = 0;
  let timers: (() => void)[] = [];
  let pages: { end: () => void; look: () => void; files: () => readonly ComingFile[] }[] = [];

  const never = new Promise<never>(() => undefined);
  const unreachable = () => new CallError('UNREACHABLE', 'no answer');
  const notFound = () => new CallError('NOT_FOUND', 'not there');

  /** Opens a page that leads; others that do so at the same time do not know it. */
  function open(): void {
    const leading = new AbortController();
    let isOver = false;
    const isGone = () => isOver;
    let all = mergeFiles([], [...kept.values()]);
    const change = (id: string, what: Partial<ComingFile>) => {
      all = all.map((one) => (one.id === id ? { ...one, ...what } : one));
    };
    const end = () => {
      isOver = true;
      pages = pages.filter((one) => one !== page);
    };
    async function ask<T>(work: () => T): Promise<T> {
      await Promise.resolve();
      if (isGone()) return never;
      const fate = coming.shift() ?? 'ok';
      if (fate === 'unsent') throw unreachable();
      if (fate === 'busy') throw new CallError('SERVICE_UNAVAILABLE', 'busy', { retryAfter: 1 });
      if (fate === 'endsBefore') end();
      const answer = fate === 'endsBefore' ? null : work();
      if (fate === 'unanswered') throw unreachable();
      if (fate === 'endsAfter') end();
      return isGone() ? never : (answer as T);
    }
    const sender = createFileSender({
      files: () => all,
      show: change,
      async keep(id, what) {
        change(id, what);
        await Promise.resolve();
        const before = kept.get(id);
        if (isGone()) await never;
        if (before && !(bug === 'forgetful' && 'sending' in what))
          kept.set(id, { ...before, ...what });
      },
      async bytes(id) {
        await Promise.resolve();
        const file = kept.get(id);
        return file && new Blob(['x'.repeat(file.size)]);
      },
      unanswered: () => Promise.resolve(new Set(bug === 'blind' ? [] : unanswered())),
      room: ({ taskId }) =>
        ask(() => {
          if (!tasks.has(taskId)) throw notFound();
          return room;
        }),
      async sendPieces(file, { name, url: known, onUrl, onProgress }) {
        const there = known !== null && (await ask(() => uploads.has(known)));
        const url = there ? known : await ask(() => begin(name, file.size));
        if (!there) await onUrl(url);
        for (let done = 0; done < file.size; onProgress(done)) {
          done = await ask(() => piece(url));
        }
      },
      forgetPieces: () => Promise.resolve(),
      add: (file) => ask(() => add(file)),
      isThere: ({ id }) => ask(() => attached.has(id)),
      onAdded({ id }) {
        kept.delete(id);
        all = all.filter((one) => one.id !== id);
      },
      onRefused: ({ id }) => void refused.push(id),
      onSignedOut: () => undefined,
      newOpId: () => opId((made += 1)),
      now: () => 0,
      later: (work) => void timers.push(work),
    });
    const page = { end, look: sender.look, files: () => all };
    pages.push(page);
    sender.lead(leading.signal);
  }

  const unanswered = () =>
    [...kept.values()].flatMap(({ taskId }) => (answered.has(taskId) ? [] : [taskId]));

  function begin(name: string, size: number): string {
    const url = `/api/uploads/${(made += 1)}`;
    uploads.set(url, { name, size, done: 0 });
    return url;
  }

  function piece(url: string): number {
    const upload = uploads.get(url);
    if (!upload) throw notFound();
    upload.done = Math.min(upload.size, upload.done + 2);
    return upload.done;
  }

  function add({ id, taskId, sending }: KeptFile): void {
    const its = attached.get(id) ?? [];
    if (its.some((one) => one.opId === sending?.opId)) return;
    if (!tasks.has(taskId)) throw notFound();
    const upload = uploads.get(sending?.url ?? '');
    if (upload?.done !== upload?.size || !upload) throw notFound();
    if (its.length > 0 && bug !== 'forgetful') throw new CallError('CONFLICT', 'the id is in use');
    uploads.delete(sending?.url ?? '');
    attached.set(id, [...its, { opId: String(sending?.opId), name: upload.name }]);
  }

  /** Until nothing goes on by itself. */
  async function settle(): Promise<void> {
    for (let turn = 0; turn < 4; turn += 1)
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
  }

  return {
    attached,
    kept,
    refused,
    files: () => pages[0]?.files() ?? [],
    open,
    settle,
    decide: (next: readonly Fate[]) => void coming.push(...next),
    setRoom: (next: typeof room) => void (room = next),
    loseUploads: () => uploads.clear(),
    give(id: string, taskId: string, size = 5): void {
      const what = {
        id,
        userId: 'ada',
        tab: '',
        workspaceId,
        taskId,
        commentId: null,
        name: id,
        size,
      };
      kept.set(id, { ...what, madeAt: 0, sending: null, isSent: false, problem: null });
    },
    crash(): void {
      for (const page of pages) page.end();
    },
    answer(taskId: string): void {
      tasks.add(taskId);
      answered.add(taskId);
      for (const page of pages) page.look();
    },
    loseTask: (taskId: string) => void tasks.delete(taskId),
    async tick(): Promise<void> {
      const due = timers;
      timers = [];
      for (const work of due) work();
      await settle();
    },
    /** Nothing befalls any more, and all has time. */
    async heal(): Promise<void> {
      coming = [];
      open();
      for (let turn = 0; turn < 12; turn += 1) await this.tick();
    },
  };
}

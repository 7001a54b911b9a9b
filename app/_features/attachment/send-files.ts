import { addAttachment } from '../../_client/intents/attachments.ts';
import { forgetPieces, sendPieces } from '../../_client/intents/send-pieces.ts';
import { changeComing, comingFile, comingFiles, inComposer, removeComing } from './coming-files.ts';
import type { ComingFile, FileProblem } from './coming-files.ts';
import { dropKept } from './kept-files.ts';
import { keepComing } from './resume-files.ts';

const mostAtOnce = 2;
const longestRest = 30_000;
const longestStay = 5_000;
const running = new Map<string, AbortController>();
const faults = new Map<string, number>();

/** Sends what waits, two files at a time. */
export function sendFiles(): void {
  for (const one of comingFiles.get()) {
    if (running.size >= mostAtOnce) return;
    if (one.state === 'waiting' && !running.has(one.id)) void deliver(one);
  }
}

async function deliver(one: ComingFile): Promise<void> {
  const { id, file } = one;
  const end = new AbortController();
  running.set(id, end);
  changeComing(id, { state: 'sending', problem: null });
  try {
    const uploadId = await sendPieces(file, {
      url: one.url,
      signal: end.signal,
      onUrl: (url) => {
        changeComing(id, { url });
        keepComing(id);
      },
      onProgress: (done) => changeComing(id, { done }),
    });
    faults.delete(id);
    changeComing(id, { uploadId, done: file.size, state: 'sent' });
    void saveFile(id);
  } catch (error) {
    if (!end.signal.aborted) failed(id, error);
  } finally {
    running.delete(id);
    sendFiles();
  }
}

/** Hangs a file that is wholly there on its task; one for a comment waits until that is sent. */
export async function saveFile(id: string): Promise<void> {
  const one = comingFile(id);
  if (!one || one.uploadId === null || one.state !== 'sent' || one.commentId === inComposer) return;
  const { workspaceId, taskId, commentId, uploadId } = one;
  changeComing(id, { state: 'saving' });
  const task = { workspaceId, id: taskId } as Parameters<typeof addAttachment>[0];
  const sent = { id, uploadId, name: one.file.name, commentId };
  const isAdded = await addAttachment(task, sent);
  void dropKept(id);
  if (isAdded) {
    changeComing(id, { state: 'added' });
    // The list of an open task takes it over before that.
    setTimeout(() => removeComing(id), longestStay);
  } else fail(id, { kind: 'notAdded' });
}

type Refusal = { code?: string; message?: string; retryAfter?: number | null };

function failed(id: string, error: unknown): void {
  const { code, message = '', retryAfter } = (error ?? {}) as Refusal;
  if (code === 'UNREACHABLE' || code === 'SERVICE_UNAVAILABLE') return rest(id, retryAfter ?? 0);
  if (code === 'TOO_MANY_REQUESTS') return fail(id, { kind: 'many' });
  // A file that was changed or moved cannot be read any more.
  fail(id, code === undefined ? { kind: 'gone' } : { kind: 'refused', message });
}

function fail(id: string, problem: FileProblem): void {
  const one = comingFile(id);
  if (one?.url && problem.kind !== 'many') void forgetPieces(one.url);
  const lost = problem.kind === 'many' ? {} : { url: null, uploadId: null, done: 0 };
  changeComing(id, { state: 'failed', problem, ...lost });
}

/** Nobody knows what the server has: it is asked again in a while, or when the network is back. */
function rest(id: string, wait: number): void {
  const count = (faults.get(id) ?? 0) + 1;
  faults.set(id, count);
  changeComing(id, { state: 'resting' });
  const pause = Math.min(longestRest, 1000 * 2 ** (count - 1));
  setTimeout(() => wake(id), Math.max(pause, wait * 1000));
}

function wake(id: string): void {
  if (comingFile(id)?.state !== 'resting') return;
  changeComing(id, { state: 'waiting' });
  sendFiles();
}

/** The network is back: what rests goes on at once. */
export function wakeFiles(): void {
  for (const { id } of comingFiles.get()) wake(id);
}

/** Sends a file again that was not added. */
export function retryFile(id: string): void {
  if (comingFile(id)?.state !== 'failed') return;
  changeComing(id, { state: 'waiting', problem: null });
  sendFiles();
}

/** Does not send a file, or goes on no further with it. */
export function cancelFile(id: string): void {
  const one = comingFile(id);
  running.get(id)?.abort();
  if (one?.url) void forgetPieces(one.url);
  void dropKept(id);
  removeComing(id);
}

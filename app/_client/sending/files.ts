'use client';

import type { OpId } from '../../../server/domain/ids.ts';
import { now } from '../clock.ts';
import {
  changeKept,
  dropFiles,
  keepFile,
  listFiles,
  readBytes,
  takeEarlier,
} from '../device/device-files.ts';
import { deviceLog } from '../device/device-log.ts';
import { wantedRow } from '../effects/effect.ts';
import { newId } from '../ids.ts';
import { remember } from '../intents/undo-stack.ts';
import { leadBy } from '../live/lead-by.ts';
import { refresh } from '../loads/refresh.ts';
import { notify } from '../notices.ts';
import { tellAttachments } from '../store/attachment-news.ts';
import { comingFiles, inComposer, seenFiles } from '../store/coming-files.ts';
import type { ComingFile, KeptFile } from '../store/coming-files.ts';
import { store } from '../store/page-store.ts';
import { isEnding, signedOut } from '../store/session.ts';
import { whoseStore } from '../store/whose-store.ts';
import { fileCalls } from './file-calls.ts';
import { createFileSender } from './file-sender.ts';
import { named } from './judge.ts';
import { mergeFiles } from './merge-files.ts';
import { forgetPieces } from './send-pieces.ts';
import { syncState } from './sync-state.ts';
import { outbox } from './sync.ts';
import { tabName } from './tab-name.ts';
import { within } from '../within.ts';

/** What the tabs of one person in one browser say to each other of files. */
type Said =
  | { kind: 'list' }
  | { kind: 'step'; id: string; step: Pick<ComingFile, 'state' | 'done' | 'problem'> }
  | { kind: 'added'; file: ComingFile };

/** So long, in milliseconds, the device may take to keep a file. */
const longestKeeping = 10_000;
/** After so long, in milliseconds, what a tab gathered for a comment and that is gone is not kept any more. */
const lifetime = 24 * 60 * 60 * 1000;
/** So long, in milliseconds, a file stands there as added: the list of an open task takes it over before that. */
const longestStay = 5_000;

/** Bytes that the device has not taken, which last as long as the page. */
const unkept = new Map<string, Blob>();
/** Files that were given in this tab: here they can be taken back. */
const given = new Set<string>();
const tab = tabName();
let channel: BroadcastChannel | undefined;
let started: Promise<void> | undefined;
let stopLeading: (() => void) | null = null;

/** One step on the device after another: what is read is never older than what this page has written. */
let device: Promise<unknown> = Promise.resolve();
/** Counts what this page changes: what was read before that is read again. */
let changes = 0;

const find = (id: string) => comingFiles.get().find((one) => one.id === id);
const say = (said: Said) => channel?.postMessage(said);

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = device.then(work);
  device = turn.catch(() => undefined);
  return turn;
}

function change(id: string, what: Partial<ComingFile>): void {
  comingFiles.set(comingFiles.get().map((one) => (one.id === id ? { ...one, ...what } : one)));
}

const remove = (ids: readonly string[]) =>
  comingFiles.set(comingFiles.get().filter(({ id }) => !ids.includes(id)));

function show(id: string, what: Partial<ComingFile>): void {
  change(id, what);
  const one = find(id);
  if (!one?.isKept) return;
  const { state, done, problem } = one;
  say({ kind: 'step', id, step: { state, done, problem } });
}

async function keep(id: string, what: Partial<KeptFile>): Promise<void> {
  changes += 1;
  change(id, what);
  if (find(id)?.isKept !== true) return;
  await inTurn(() => changeKept(id, what));
  say({ kind: 'list' });
}

const sender = createFileSender({
  files: comingFiles.get,
  show,
  keep,
  bytes: bytesOf,
  async unanswered() {
    if (signedOut.get()) throw new Error('nobody is here');
    const kept = await deviceLog.list(whoseStore(store));
    return new Set([...kept, ...outbox.pending().map((op) => op.kept)].flatMap(named));
  },
  ...fileCalls,
  onAdded(file) {
    say({ kind: 'added', file });
    void forget([file.id]);
    added(file);
    refresh([wantedRow('tasks', { ...file, id: file.taskId })]).then(
      tellAttachments,
      () => undefined,
    );
  },
  onRefused({ id, name }) {
    if (!seenFiles.has(id)) notify({ kind: 'fileRefused', name });
  },
  onSignedOut: () => signedOut.set(true),
  newOpId: () => newId<OpId>(),
  now,
  later: (work, milliseconds) => void setTimeout(work, milliseconds),
});

/** The bytes of a file: null where they cannot be read any more, undefined where it is not kept any more. */
export async function bytesOf(id: string): Promise<Blob | null | undefined> {
  const bytes = unkept.get(id) ?? (await readBytes(id));
  // A file that the device has not taken may have been moved meanwhile.
  const reading = bytes?.slice(0, 1).arrayBuffer();
  return reading
    ? reading.then(
        () => bytes,
        () => null,
      )
    : bytes;
}

function added(file: ComingFile): void {
  change(file.id, { state: 'added' });
  const groupId = file.sending?.opId;
  if (given.has(file.id) && groupId) remember({ workspaceId: file.workspaceId, groupId });
  setTimeout(() => remove([file.id]), longestStay);
}

async function forget(ids: readonly string[]): Promise<void> {
  changes += 1;
  for (const id of ids) unkept.delete(id);
  await inTurn(() => dropFiles(ids)).catch(() => undefined);
  say({ kind: 'list' });
}

/** Shows what the device keeps of the person's files: of a page that was left, or of other tabs. */
async function readList(): Promise<void> {
  await inTurn(async () => {
    const before = changes;
    const kept = await listFiles(whoseStore(store));
    if (before !== changes) return void readList();
    const isOurs = ({ commentId, tab: its }: KeptFile) => commentId !== inComposer || its === tab;
    const merged = mergeFiles(comingFiles.get(), kept.filter(isOurs));
    for (const { id } of comingFiles.get())
      if (!merged.some((one) => one.id === id)) sender.stop(id);
    comingFiles.set(merged);
    const left = kept.filter((one) => !isOurs(one) && now() - one.madeAt > lifetime);
    if (left.length > 0) void forget(left.map(({ id }) => id));
    sender.look();
  }).catch(() => undefined);
}

function hear({ data }: MessageEvent<Said>): void {
  if (data.kind === 'list') void readList();
  else if (data.kind === 'added') {
    added(data.file);
    tellAttachments();
  } else if (!sender.isSending(data.id)) change(data.id, data.step);
}

/** Leads while the device keeps something to send; who leads no more leaves it to the next. */
function steer(): void {
  const canSend = ({ isKept, state }: ComingFile) =>
    isKept === true && !['sent', 'added', 'failed'].includes(state);
  const mayLead = !signedOut.get() && !isEnding.get() && comingFiles.get().some(canSend);
  if (mayLead) stopLeading ??= leadBy(`cairn.files.${whoseStore(store)}`)(lead);
  else {
    const stop = stopLeading;
    stopLeading = null;
    stop?.();
  }
}

async function lead(signal: AbortSignal): Promise<void> {
  await readList();
  if (signal.aborted) return;
  // What the tab before this one was about stays undone.
  for (const { id, state, isKept } of comingFiles.get())
    if (isKept && ['sending', 'saving', 'resting'].includes(state))
      change(id, { state: 'waiting' });
  sender.lead(signal);
  await new Promise((resolve) => {
    signal.addEventListener('abort', resolve);
  });
}

/**
 * Goes on with what this device keeps of the person's files, and hears their other tabs. Resolves once it is known
 * what that is.
 */
export async function startFiles(): Promise<void> {
  if (whoseStore(store) === '') return;
  started ??= begin();
  await started;
}

async function begin(): Promise<void> {
  channel = new BroadcastChannel(`cairn.files.${whoseStore(store)}`);
  channel.addEventListener('message', hear);
  for (const cell of [comingFiles, signedOut, isEnding]) cell.subscribe(steer);
  for (const cell of [syncState, signedOut]) cell.subscribe(sender.look);
  addEventListener('online', wakeAllFiles);
  addEventListener('pageshow', () => void readList());
  await inTurn(() => takeEarlier()).catch(() => undefined);
  await readList();
}

export const wakeAllFiles = (): void => sender.wakeAll();

/** Takes a file on its way, and keeps it on this device as far as there is room. */
export async function takeFile(
  what: Pick<KeptFile, 'workspaceId' | 'taskId' | 'commentId'>,
  file: File,
): Promise<void> {
  const { name, size } = file;
  const about = { id: newId() as string, userId: whoseStore(store), tab, ...what, name, size };
  const kept = { ...about, madeAt: now(), sending: null, isSent: false, problem: null };
  const { id } = kept;
  const isEmpty = size === 0;
  const state = isEmpty ? ('failed' as const) : ('waiting' as const);
  const problem = isEmpty ? ({ kind: 'empty' } as const) : null;
  const coming: ComingFile = { ...kept, done: 0, state, problem, isKept: isEmpty ? false : null };
  given.add(id);
  unkept.set(id, file);
  comingFiles.set([...comingFiles.get(), coming]);
  if (isEmpty) return;
  const isKept = await within(
    longestKeeping,
    keepFile(kept, file).catch(() => false),
    false,
  );
  changes += 1;
  if (isKept) unkept.delete(id);
  // It may have been taken back by now.
  if (!find(id)) return forget([id]);
  change(id, { isKept });
  say({ kind: 'list' });
  sender.look();
}

/** Sends a file again that was not added. */
export async function sendAgain(id: string): Promise<void> {
  show(id, { state: 'waiting', done: 0 });
  await keep(id, { problem: null });
  sender.look();
}

/** A comment was sent: the files that were gathered for it go on it. */
export async function sendWithComment(id: string, commentId: string): Promise<void> {
  if (find(id)?.state === 'sent') change(id, { state: 'waiting' });
  await keep(id, { commentId });
  sender.look();
}

/** Gives files up, with what the server has of them. */
export async function giveUpFiles(ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    sender.stop(id);
    const url = find(id)?.sending?.url;
    if (url !== undefined) void forgetPieces(url);
  }
  remove(ids);
  await forget(ids);
}

/** This tab's files for a comment that is being written. */
export const gatheredFor = (taskId: string): ComingFile[] =>
  comingFiles.get().filter((one) => one.taskId === taskId && one.commentId === inComposer);

/** Forgets all files of the person, who goes without them. */
export async function dropAllFiles(): Promise<void> {
  const kept = await listFiles(whoseStore(store)).catch(() => []);
  await giveUpFiles([...new Set([...comingFiles.get(), ...kept].map(({ id }) => id))]);
}

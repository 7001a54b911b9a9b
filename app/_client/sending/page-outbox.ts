'use client';

import { nowIso } from '../clock.ts';
import { deviceLog, keepsAll } from '../device/device-log.ts';
import { createEffects } from '../effects/effects.ts';
import { loadRepeats } from '../effects/late-repeats.ts';
import { rereadRights } from '../loads/loads.ts';
import { refresh } from '../loads/refresh.ts';
import { forgetMade } from '../intents/undo-stack.ts';
import { notify } from '../notices.ts';
import { store } from '../store/page-store.ts';
import { signedOut } from '../store/session.ts';
import { whoseStore } from '../store/whose-store.ts';
import { CallError, isOutOfSight } from './call-error.ts';
import { exclusively } from './exclusively.ts';
import type { Refusal } from './op-log.ts';
import { leaveWords, takeWords } from './last-words.ts';
import { createOutbox } from './outbox.ts';
import type { OutboxSaid } from './outbox.ts';
import { disown, newOpId } from './own-ops.ts';
import { send } from './send.ts';
import { refusals, syncState } from './sync-state.ts';
import { typedText } from './typed-text.ts';

const userId = () => whoseStore(store);

let channel: BroadcastChannel | undefined;

/** The outbox of this page. */
export const outbox = createOutbox({
  store,
  log: deviceLog,
  userId,
  effects: createEffects,
  send,
  exclusive: exclusively('cairn.outbox'),
  refresh,
  signedOut,
  now: nowIso,
  newOpId,
  later: (work, milliseconds) => void setTimeout(work, milliseconds),
  say: (said) => channel?.postMessage(said),
  onRefused(refusal, isOwn) {
    void readRefusals();
    const { code, message, ops } = refusal;
    for (const { opId } of ops) {
      disown(opId);
      forgetMade(opId);
    }
    if (!isOwn) return;
    if (isOutOfSight(new CallError(code, message))) rereadRights();
    const [{ procedure }] = ops as [Refusal['ops'][number]];
    const text = typedText(ops);
    notify({ kind: 'refused', procedure, code, message, text, more: ops.length - 1 });
  },
  onState: (state) => syncState.set(state),
});

/** True where something is not saved and would not outlive the page. */
export const isUnkept = (): boolean =>
  outbox.pending().some(({ state }) => state === 'adding' || !keepsAll());

/** Shows and sends what this device kept of the person, and hears their other tabs. @returns a way to stop */
export function keepOutbox(): () => void {
  const mine = new BroadcastChannel(`cairn.outbox.${userId()}`);
  channel = mine;
  mine.onmessage = ({ data }: MessageEvent<OutboxSaid>) => {
    if (data.kind === 'dismissed') void readRefusals();
    else outbox.hear(data);
  };
  // A page that comes back has kept them itself by now.
  const comeBack = () => {
    leaveWords([]);
    void look();
  };
  window.addEventListener('pageshow', comeBack);
  window.addEventListener('pagehide', leave);
  void takeUpKept();
  return () => {
    window.removeEventListener('pageshow', comeBack);
    window.removeEventListener('pagehide', leave);
    mine.close();
    if (channel === mine) channel = undefined;
  };
}

/** Shows and sends what the device keeps of the person. Settles once it has been looked at; never rejects. */
export async function takeUpKept(): Promise<void> {
  const taken = keepLeft()
    .catch(() => undefined)
    .then(readyForKept)
    .then(look);
  await Promise.all([taken, readRefusals()]);
}

/** What cannot be read now is looked at again with the next sign of life. */
const look = (): Promise<void> => outbox.look().catch(() => undefined);

function leave(): void {
  const unkept = outbox.pending().filter(({ state }) => state === 'adding');
  leaveWords(unkept.map(({ kept }) => kept));
}

/** Keeps what was done as the page before this one was left. */
async function keepLeft(): Promise<void> {
  // Taking empties them, whosever they are.
  const left = userId() === '' ? [] : takeWords(userId());
  if (left.length === 0) return;
  const known = new Set((await deviceLog.list(userId()).catch(() => [])).map(({ opId }) => opId));
  for (const op of left) if (!known.has(op.opId)) await deviceLog.add(op);
}

/** The person has seen to what was refused. */
export async function dismissRefusal(refusalId: string): Promise<void> {
  await deviceLog.dismiss(refusalId);
  channel?.postMessage({ kind: 'dismissed' } satisfies OutboxSaid);
  await readRefusals();
}

/** What waits on the device may be about tasks that repeat. */
async function readyForKept(): Promise<void> {
  const kept = await deviceLog.list(userId(), 1).catch(() => []);
  if (kept.length > 0) await loadRepeats();
}

async function readRefusals(): Promise<void> {
  refusals.set(await deviceLog.refusals(userId()).catch(() => refusals.get()));
}

import type { Cell } from '../store/cell.ts';
import { callErrorOf, isOutOfSight, isPassing } from './call-error.ts';
import type { CallError } from './call-error.ts';
import { judge, refusalOf } from './judge.ts';
import type { Answer, Verdict } from './judge.ts';
import type { KeptOp, OpLog } from './op-log.ts';
import { contract, mostTogether, nextParcel, sendParcel } from './parcel.ts';
import type { Send } from './parcel.ts';

export type DeliveryState = {
  /** True while operations wait for the server to be reachable, or to answer at last. */
  stuck: boolean;
  /** True where the server takes operations of a newer page only. */
  outdated: boolean;
};

export type DeliveryParts = {
  log: OpLog;
  /** Whose operations are sent: the person whose page this is. */
  userId: () => string;
  send: Send;
  /** Runs work while no other tab of this browser does. */
  exclusive: (work: () => Promise<void>) => Promise<void>;
  /** Set where the server says so; nothing is sent until it is false again. */
  signedOut: Cell<boolean>;
  now: () => string;
  /** Runs something after so many milliseconds. */
  later: (work: () => void, milliseconds: number) => void;
  onSending: (parcel: readonly KeptOp[]) => void;
  onVerdict: (verdict: Verdict) => void;
  onState: (state: DeliveryState) => void;
};

const lateAfter = 5_000;
/** So long, in milliseconds, a fault of the server's own may heal. */
const longestFault = 60_000;
const longestRest = 30_000;

/**
 * Sends what waits in the log, the first first, one parcel at a time. Whatever is sent is the beginning of the same
 * list, and an operation has one effect however often it arrives: so two tabs that send at once do no harm.
 */
export function createDelivery(parts: DeliveryParts) {
  const { log, later } = parts;
  let isBusy = false;
  let isWanted = false;
  /** Counts the rests, so that one that was cut short wakes nobody. */
  let rests = 0;
  let isResting = false;
  let failures = 0;
  /** So many are to be sent singly, since together they were refused. */
  let singly = 0;
  /** Since when the server fails at an operation. */
  const faults = new Map<string, number>();
  const state: DeliveryState = { stuck: false, outdated: false };

  function say(change: Partial<DeliveryState>): void {
    Object.assign(state, change);
    parts.onState({ ...state });
  }

  /** Sends until nothing waits, or something stands in the way. */
  async function sendAll(): Promise<void> {
    let goesOn = true;
    while (goesOn && !isResting && !state.outdated && !parts.signedOut.get()) {
      const most = singly > 0 ? 1 : mostTogether;
      const parcel = nextParcel(await log.list(parts.userId(), most));
      goesOn = parcel.length > 0 && (await deliver(parcel));
      if (parcel.length === 0) recovered();
    }
  }

  /** @returns whether to go on with the next */
  async function deliver(parcel: readonly KeptOp[]): Promise<boolean> {
    let isAnswered = false;
    later(() => !isAnswered && say({ stuck: true }), lateAfter);
    parts.onSending(parcel);
    try {
      const answers = await sendParcel(parts.send, parcel);
      singly = Math.max(0, singly - parcel.length);
      return await settle(parcel, answers);
    } catch (cause) {
      return await fail(parcel, callErrorOf(cause));
    } finally {
      isAnswered = true;
    }
  }

  async function fail(parcel: readonly KeptOp[], error: CallError): Promise<boolean> {
    const [first] = parcel as [KeptOp];
    if (error.code === 'UNAUTHORIZED') parts.signedOut.set(true);
    else if (error.code === 'UPGRADE' && first.contract === contract) say({ outdated: true });
    else if (isPassing(error)) rest(error.retryAfter);
    else if (isOutOfSight(error) || error.code === 'UPGRADE') return refuseAll(parcel, error);
    else if (parcel.length > 1) {
      singly = parcel.length;
      return true;
    } else return settle(parcel, [{ opId: first.opId, error }]);
    return false;
  }

  /** The workspace is not the person's any more, or their form is no form any more: all of them, as one. */
  async function refuseAll(parcel: readonly KeptOp[], error: CallError): Promise<boolean> {
    const refused = [refusalOf(parcel, error, parts.now())];
    await log.settle({ gone: parcel, refused, changed: [] });
    parts.onVerdict({ done: [], refused, changed: [] });
    recovered();
    return true;
  }

  async function settle(parcel: readonly KeptOp[], answers: readonly Answer[]): Promise<boolean> {
    const [first] = parcel as [KeptOp];
    const final = finalOf(answers);
    const isWhole = final.every((answer) => 'output' in answer);
    const verdict = judge(isWhole ? parcel : await log.list(first.userId), final, parts.now());
    const { done, refused, changed } = verdict;
    const gone = [...done.map(({ op }) => op), ...refused.flatMap((one) => one.ops)];
    await log.settle({ gone, refused, changed });
    for (const { opId } of gone) faults.delete(opId);
    parts.onVerdict(verdict);
    if (final.length < answers.length) {
      rest(null);
      return false;
    }
    recovered();
    return true;
  }

  function recovered(): void {
    failures = 0;
    if (state.stuck) say({ stuck: false });
  }

  /** Without what may be answered otherwise the next time: a fault, and what was refused after it, maybe for want of it. */
  function finalOf(answers: readonly Answer[]): Answer[] {
    const broken = answers.findIndex(mayHeal);
    return broken < 0 ? [...answers] : answers.filter((one, at) => at < broken || 'output' in one);
  }

  /** True for a fault of the server's own that has not lasted long. */
  function mayHeal(answer: Answer): boolean {
    if (!('error' in answer) || answer.error.code !== 'INTERNAL_SERVER_ERROR') return false;
    const at = Date.parse(parts.now());
    const since = faults.get(answer.opId) ?? at;
    faults.set(answer.opId, since);
    return at - since < longestFault;
  }

  function rest(retryAfter: number | null): void {
    failures += 1;
    isResting = true;
    const mine = (rests += 1);
    const backoff = Math.min(longestRest, 500 * 2 ** (failures - 1));
    later(() => rests === mine && wake(), Math.max(backoff, (retryAfter ?? 0) * 1000));
    say({ stuck: true });
  }

  /** Sends what waits. */
  async function run(): Promise<void> {
    isWanted = true;
    if (isBusy || isResting || parts.signedOut.get()) return;
    isBusy = true;
    while (isWanted) {
      isWanted = false;
      try {
        await parts.exclusive(sendAll);
      } catch {
        // What this device keeps cannot be read just now.
        rest(null);
      }
    }
    isBusy = false;
  }

  /** Sends what waits, now, also where it rested. */
  function wake(): void {
    isResting = false;
    rests += 1;
    void run();
  }

  parts.signedOut.subscribe(() => void run());
  return { run: () => void run(), wake };
}

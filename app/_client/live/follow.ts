import type { Nudge, SyncEvent } from '../../../server/sync/schema.ts';
import { now } from '../clock.ts';
import { callErrorOf } from '../sending/call-error.ts';
import type { CallError } from '../sending/call-error.ts';
import type { Listening } from './read-stream.ts';
import type { Rest } from './rest.ts';

/** Where this page stands: all up to here it has taken. Undefined where it does not know. */
export type Place = { cursor: string | undefined };

export type FollowParts = {
  place: Place;
  read: (listening: Listening) => Promise<void>;
  rest: Rest;
  /** Told of each event, with the cursor after it. */
  take: (event: SyncEvent, cursor: string) => void;
  /** It begins at now, not where the page stands: what is shown is to be read again. */
  onGap: () => void;
  /** Who looks here, or what this person is notified of, is another: that is asked for. */
  onNudge: (what: Nudge) => void;
  onSignedOut: () => void;
};

export type Follow = {
  /** Keeps one stream open until the signal ends, or the person is signed out. */
  run(signal: AbortSignal): Promise<void>;
  /** Opens the stream anew, now: the network or the session may be another. */
  anew(): void;
  /** Looks whether the stream is still alive, and tries at once where a try is waited for. */
  look(): void;
};

/** A later server may tell of more: what a page does not know is nothing to it. */
const kinds: ReadonlySet<SyncEvent['kind']> = new Set<SyncEvent['kind']>([
  'entries',
  'reset',
  'workspace.gained',
  'workspace.lost',
]);

const longestSilence = 30_000;
const lookEvery = 5_000;

/** Follows what happens from where the page stands. */
export function createFollow(parts: FollowParts): Follow {
  const { place, read, rest, take, onGap, onNudge, onSignedOut } = parts;
  /** When the open stream was last heard, by the clock, which goes on while the machine sleeps; never where none is open. */
  let heardAt = Infinity;
  let stream = new AbortController();
  let isAnew = false;

  function again(): void {
    isAnew = true;
    stream.abort();
    rest.wake();
  }

  function giveUpSilent(): void {
    if (now() - heardAt > longestSilence) again();
  }

  async function hear(signal: AbortSignal): Promise<void> {
    const hasGap = place.cursor === undefined;
    await read({
      cursor: place.cursor,
      signal,
      onSign: () => void (heardAt = now()),
      onEvent(event, cursor) {
        if (event.kind === 'ready') {
          place.cursor = cursor;
          if (hasGap) onGap();
          // What was told while no stream stood is not told again.
          onNudge('notification');
        } else if (event.kind === 'presence' || event.kind === 'notification') onNudge(event.kind);
        else if (kinds.has(event.kind)) take(event, cursor);
        rest.reset();
      },
    });
  }

  /** One stream, to its end. @returns why it ended, null where the server ended it */
  async function once(signal: AbortSignal): Promise<CallError | null> {
    stream = new AbortController();
    isAnew = false;
    heardAt = now();
    const stop = () => stream.abort();
    signal.addEventListener('abort', stop);
    try {
      await hear(stream.signal);
      return null;
    } catch (cause) {
      return callErrorOf(cause);
    } finally {
      heardAt = Infinity;
      stream.abort();
      signal.removeEventListener('abort', stop);
    }
  }

  return {
    anew: again,
    look() {
      giveUpSilent();
      rest.wake();
    },
    async run(signal) {
      const watch = setInterval(giveUpSilent, lookEvery);
      signal.addEventListener('abort', rest.wake);
      const isOver = () => signal.aborted;
      while (!isOver()) {
        const error = await once(signal);
        if (isOver()) break;
        if (error?.code === 'UNAUTHORIZED') {
          onSignedOut();
          break;
        }
        // What the server cannot read it does not read the next time either.
        if (error?.code === 'BAD_REQUEST') place.cursor = undefined;
        if (!isAnew) await rest.pause((error?.retryAfter ?? 0) * 1000);
      }
      clearInterval(watch);
      signal.removeEventListener('abort', rest.wake);
    },
  };
}

import type { Ctx } from '../platform/context.ts';
import { CairnError } from '../platform/errors.ts';
import { decodePositions, encodePositions } from './cursor.ts';
import type { Positions } from './cursor.ts';
import type { Delivery, Follower } from './feed.ts';
import { hubOf } from './hub.ts';
import type { Hub } from './hub.ts';
import type { Credential } from './living.ts';
import { advance, readNews } from './read-news.ts';
import type { Nudge, SyncLiveEvent, SyncLiveInput } from './schema.ts';

/** Where a stream goes to. */
export type Sink = {
  /**
   * Takes an event with the cursor after it. One that many are told is the same object for all of them.
   * @returns false where it is full: what comes next waits until the stream is told that there is room
   */
  write(cursor: string, event: SyncLiveEvent): boolean;
  /** Nothing comes any more. */
  fail(error: unknown): void;
};

/** Somebody's stream, as whoever carries it sees it. */
export type Stream = {
  /** There is room again. */
  drained(): void;
  stop(): void;
};

const pageLength = 200;
/** One object for all who are told it, so it is put into words once. */
const presence: SyncLiveEvent = { kind: 'presence' };
const notification: SyncLiveEvent = { kind: 'notification' };
/** More entries than these, and whoever is so slow reads them from the log when they come to it. */
const mostWaiting = 200;

/**
 * What happens in all workspaces of the caller, as it happens, from a cursor on. They read by themselves until they
 * have all that was, then they are told what all in this process are told; where that is not what they lack, they read.
 * It fails with UNAUTHORIZED once the session or token is over.
 */
export function followLog(ctx: Ctx, input: SyncLiveInput, sink: Sink): Stream {
  const { principal } = ctx;
  if (principal.kind !== 'user' && principal.kind !== 'token')
    throw new CairnError('UNAUTHORIZED', 'Sign in, or send a token.');
  const cursor = input?.lastEventId ?? input?.cursor;
  // Whatever was known of the caller when the stream began is not what they may see later.
  const { caller: _, ...asking } = ctx;
  const from = cursor === undefined ? null : decodePositions(cursor);
  const stream = new LogStream({ asking, principal, sink }, from);
  stream.begin();
  return stream;
}

type Told = { asking: Ctx; principal: Credential; sink: Sink };

/** Nothing of a stream runs while nothing happens; of these thousands are held, so that all they are is fields. */
class LogStream implements Follower, Stream {
  readonly principal: Credential;
  readonly #asking: Ctx;
  readonly #sink: Sink;
  readonly #hub: Hub;
  #positions: Positions | null;
  /** What came while they read, or had no room; null while they do neither. */
  #waiting: Delivery[] | null = null;
  #mustRead = true;
  #isReady = false;
  #isNudged = false;
  #isNotified = false;
  #isFull = false;
  #isOver = false;
  #resume: (() => void) | null = null;

  constructor({ asking, principal, sink }: Told, from: Positions | null) {
    this.principal = principal;
    this.#asking = asking;
    this.#sink = sink;
    this.#hub = hubOf(asking.runtime);
    this.#positions = from;
  }

  /** @throws TOO_MANY_REQUESTS where the person has as many as one may */
  begin(): void {
    this.#hub.join(this);
    void this.#goOn();
  }

  deliver(delivery: Delivery): void {
    if (this.#waiting) this.#keep(this.#waiting, delivery);
    else this.#take(delivery);
    if (this.#mustRead || this.#isFull) void this.#goOn();
  }

  wake(): void {
    this.#mustRead = true;
    void this.#goOn();
  }

  /** A program looks at nothing, and is notified of nothing. */
  nudge(kind: Nudge): void {
    if (this.principal.kind !== 'user') return;
    if (kind === 'notification') this.#isNotified = true;
    else this.#isNudged = this.#isReady;
    void this.#goOn();
  }

  drained(): void {
    this.#isFull = false;
    this.#resume?.();
  }

  stop(): void {
    this.#isOver = true;
    this.#hub.leave(this);
    this.#resume?.();
  }

  /** Reads, and tells what waits, until neither is to be done. */
  async #goOn(): Promise<void> {
    if (this.#waiting || this.#isOver) return;
    this.#waiting = [];
    try {
      while (await this.#hasRoom()) {
        if (this.#mustRead) await this.#read();
        else {
          const next = this.#waiting.shift();
          if (next) this.#take(next);
          else if (this.#isReady && (this.#isNudged || this.#isNotified)) this.#tellNudge();
          else return;
        }
      }
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#waiting = null;
    }
  }

  #fail(error: unknown): void {
    if (this.#isOver) return;
    this.stop();
    this.#sink.fail(error);
  }

  /** @returns false once it is over */
  async #hasRoom(): Promise<boolean> {
    while (this.#isFull && !this.#isOver)
      await new Promise<void>((resolve) => (this.#resume = resolve));
    this.#resume = null;
    return !this.#isOver;
  }

  async #read(): Promise<void> {
    this.#mustRead = false;
    this.#waiting = [];
    const asked = { action: 'sync.live', positions: this.#positions, limit: pageLength } as const;
    const { news, isMore } = await readNews(this.#asking, asked);
    const positions = (this.#positions ??= new Map());
    for (const one of news) {
      if (!(await this.#hasRoom())) return;
      advance(positions, one);
      if (one.event) this.#tell(one.event);
    }
    if (this.#isOver) return;
    if (this.#hub.listen(this, positions) || isMore) this.#mustRead = true;
    else if (!this.#isReady) {
      this.#isReady = true;
      this.#tell({ kind: 'ready' });
    }
  }

  /** Tells what was delivered, where it is what comes next. */
  #take(delivery: Delivery): void {
    if (!fits(delivery, this.#positions)) this.#mustRead = true;
    else if (this.#positions && pass(this.#positions, delivery) && delivery.event)
      this.#tell(delivery.event);
  }

  #tellNudge(): void {
    if (this.#isNotified) {
      this.#isNotified = false;
      this.#tell(notification);
    } else {
      this.#isNudged = false;
      this.#tell(presence);
    }
  }

  #tell(event: SyncLiveEvent): void {
    this.#isFull = !this.#sink.write(encodePositions(this.#positions ?? new Map()), event);
  }

  #keep(waiting: Delivery[], delivery: Delivery): void {
    waiting.push(delivery);
    if (waiting.reduce((sum, one) => sum + sizeOf(one), 0) <= mostWaiting) return;
    waiting.length = 0;
    this.#mustRead = true;
  }
}

const sizeOf = ({ event }: Delivery): number =>
  1 + (event?.kind === 'entries' ? event.entries.length : 0);

/** False where something between what the reader has and this is missing. */
function fits({ workspaceId, epoch, from, to }: Delivery, positions: Positions | null): boolean {
  const known = positions?.get(workspaceId);
  return known?.epoch === epoch && (known.seq === from || known.seq >= to);
}

/** Moves the reader's position past a delivery. @returns false where they had it */
function pass(positions: Positions, { workspaceId, to }: Delivery): boolean {
  const known = positions.get(workspaceId);
  if (!known || known.seq >= to) return false;
  known.seq = to;
  return true;
}

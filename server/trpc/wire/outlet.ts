import type { ServerResponse } from 'node:http';
import { bug } from '../../platform/bugs.ts';
import { eachInTurns } from '../../platform/each-in-turns.ts';

/** Milliseconds between two looks at all that is open. */
const lookEvery = 1000;
/** Milliseconds for which a caller may take nothing of what waits for them. They can go on from where they were. */
const longestUnread = 60_000;

const open = new Set<Outlet>();
let timer: NodeJS.Timeout | undefined;

/** One timer serves all streams of a process. */
function watch(outlet: Outlet): void {
  open.add(outlet);
  timer ??= setInterval(() => {
    const now = performance.now();
    void eachInTurns(open, (one) => one.look(now));
  }, lookEvery).unref();
}

function unwatch(outlet: Outlet): void {
  open.delete(outlet);
  if (open.size > 0) return;
  clearInterval(timer);
  timer = undefined;
}

export const event = (name: string, data: string): string => `event: ${name}\ndata: ${data}\n\n\n`;

const ping = event('ping', '');

type Opened = {
  /** Told to the caller first. */
  client: object;
  /** Milliseconds without a word after which the caller is told that the stream is alive; null for never. */
  pingEvery: number | null;
  /** Called once there is room again. */
  drained: () => void;
};

/** A stream of server-sent events on its connection: what it says, and that it is alive. */
export class Outlet {
  readonly #response: ServerResponse;
  readonly #pingEvery: number | null;
  readonly #drained: () => void;
  #toldAt = performance.now();
  #fullSince: number | null = null;

  constructor(response: ServerResponse, { client, pingEvery, drained }: Opened) {
    this.#response = response;
    this.#pingEvery = pingEvery;
    this.#drained = drained;
    response.flushHeaders();
    this.put(event('connected', JSON.stringify(client)));
    watch(this);
  }

  /**
   * Writes to the connection itself: the answer has no framing of its own (`connection: close`), and the response's
   * way to it costs as much again.
   * @returns false where so much waits for the caller that nothing should come until there is room
   */
  put(...pieces: (string | Uint8Array)[]): boolean {
    this.#toldAt = performance.now();
    // A response that waits for an earlier one on its connection has none yet.
    const to = this.#response.socket ?? this.#response;
    if (pieces.length > 1) to.cork();
    for (const piece of pieces) to.write(piece);
    if (pieces.length > 1) to.uncork();
    if (to.writableNeedDrain && this.#fullSince === null) {
      this.#fullSince = this.#toldAt;
      to.once('drain', () => {
        this.#fullSince = null;
        this.#drained();
      });
    }
    return this.#fullSince === null || bug('full-unheard');
  }

  /** Says that it is alive where nothing else did, and ends it for who takes nothing. @param now by `performance` */
  look(now: number): void {
    if (this.#fullSince !== null) {
      if (now - this.#fullSince >= longestUnread) this.#response.destroy();
    } else if (this.#pingEvery !== null && now - this.#toldAt > this.#pingEvery - lookEvery)
      this.put(ping);
  }

  /** Ends it. Without this it ends with its connection alone. */
  end(): void {
    unwatch(this);
    this.#response.end();
  }

  /** Its connection is no more. */
  close(): void {
    unwatch(this);
  }
}

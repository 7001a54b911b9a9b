import type { ServerResponse } from 'node:http';
import { isAbortError, isTrackedEnvelope } from '@trpc/server/unstable-core-do-not-import';
import { event, Outlet } from './outlet.ts';

/** What a stream of server-sent events is made of, as the router's settings and the caller say. */
export type EventStream = {
  data: AsyncIterable<unknown>;
  /** The id that the caller goes on from. */
  lastEventId: string | null;
  /** Told to the caller first. */
  client: object;
  /** Milliseconds without an event after which they are told that the stream is alive; null for never. */
  pingEvery: number | null;
  serialize(data: unknown): unknown;
  /** An error as it is told. */
  tell(error: unknown): unknown;
  signal: AbortSignal;
};

/**
 * Writes what a subscription brings as tRPC's own producer does, whose streams within streams cost several times as
 * much an event.
 */
export async function writeEvents(response: ServerResponse, stream: EventStream): Promise<void> {
  const { client, data, signal } = stream;
  const iterator = data[Symbol.asyncIterator]();
  let hear: (() => void) | null = null;
  const outlet = new Outlet(response, {
    client,
    pingEvery: stream.pingEvery,
    drained: () => hear?.(),
  });
  const stop = () => {
    hear?.();
    void iterator.return?.().catch(ignore);
  };
  signal.addEventListener('abort', stop, { once: true });
  let { lastEventId } = stream;
  try {
    for (;;) {
      const next = signal.aborted ? { done: true as const } : await iterator.next();
      if (signal.aborted) return;
      if (next.done) break;
      const [id, value] = isTrackedEnvelope(next.value)
        ? next.value
        : ([undefined, next.value] as const);
      const text = JSON.stringify(stream.serialize(value)) as string | undefined;
      const hasRoom = outlet.put(message({ id, lastEventId, text }));
      if (id !== undefined) lastEventId = id;
      if (!hasRoom) await new Promise<void>((resolve) => (hear = resolve));
    }
    outlet.put(event('return', ''));
  } catch (error) {
    if (isAbortError(error) || signal.aborted) return;
    outlet.put(event('serialized-error', JSON.stringify(stream.tell(error))));
  } finally {
    stop();
    signal.removeEventListener('abort', stop);
    outlet.end();
  }
}

const ignore = () => undefined;

type Message = { id: string | undefined; lastEventId: string | null; text: string | undefined };

/** A browser gives an event without an id the last one's: so its id is taken away and set back after it. */
function message({ id, lastEventId, text }: Message): string {
  if (id !== undefined) return `data: ${text}\nid: ${id}\n\n\n`;
  if (lastEventId === null) return `data: ${text}\n\n\n`;
  return `data: ${text}\nid: \n\n\nevent: restore-id\ndata: \nid: ${lastEventId}\n\n\n`;
}

/** Resolves once the caller has read what was written, or is gone. */
export function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      response.off('drain', go);
      response.off('close', go);
      resolve();
    };
    response.on('drain', go);
    response.on('close', go);
    if (response.destroyed) go();
  });
}

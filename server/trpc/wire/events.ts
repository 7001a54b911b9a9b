import type { ServerResponse } from 'node:http';
import { isAbortError, isTrackedEnvelope } from '@trpc/server/unstable-core-do-not-import';
import { JsonText } from '../../platform/json-text.ts';

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
 * much an event. What is JSON already is written as it is: an event for a thousand callers is made once.
 */
export async function writeEvents(response: ServerResponse, stream: EventStream): Promise<void> {
  const { client, data, signal } = stream;
  const iterator = data[Symbol.asyncIterator]();
  const ping = createPing(response, stream.pingEvery);
  const stop = () => void iterator.return?.().catch(ignore);
  signal.addEventListener('abort', stop, { once: true });
  let { lastEventId } = stream;
  try {
    response.write(event('connected', JSON.stringify(client)));
    for (;;) {
      const next = signal.aborted ? { done: true as const } : await iterator.next();
      if (signal.aborted) return;
      if (next.done) break;
      const [id, value] = isTrackedEnvelope(next.value)
        ? next.value
        : ([undefined, next.value] as const);
      const isWritten = response.write(message({ id, lastEventId, text: textOf(value, stream) }));
      if (id !== undefined) lastEventId = id;
      ping.put();
      if (!isWritten) await drainedSoon(response);
    }
    response.write(event('return', ''));
  } catch (error) {
    if (isAbortError(error) || signal.aborted) return;
    response.write(event('serialized-error', JSON.stringify(stream.tell(error))));
  } finally {
    ping.stop();
    stop();
    signal.removeEventListener('abort', stop);
  }
}

const ignore = () => undefined;

function textOf(value: unknown, stream: EventStream): string | undefined {
  return value instanceof JsonText ? value.text : JSON.stringify(stream.serialize(value));
}

const event = (name: string, data: string): string => `event: ${name}\ndata: ${data}\n\n\n`;

type Message = { id: string | undefined; lastEventId: string | null; text: string | undefined };

/** A browser gives an event without an id the last one's: so its id is taken away and set back after it. */
function message({ id, lastEventId, text }: Message): string {
  if (id !== undefined) return `data: ${text}\nid: ${id}\n\n\n`;
  if (lastEventId === null) return `data: ${text}\n\n\n`;
  return `data: ${text}\nid: \n\n\nevent: restore-id\ndata: \nid: ${lastEventId}\n\n\n`;
}

/** Says now and then that the stream is alive, where nothing else does. */
function createPing(response: ServerResponse, every: number | null) {
  const timer = every === null ? undefined : setInterval(() => response.write(ping), every).unref();
  return { put: () => timer?.refresh(), stop: () => clearInterval(timer) };
}

const ping = event('ping', '');

/** Milliseconds for which a caller may take nothing of what waits for them. They can go on from where they were. */
const longestUnread = 60_000;

async function drainedSoon(response: ServerResponse): Promise<void> {
  const timer = setTimeout(() => response.destroy(), longestUnread).unref();
  await drained(response);
  clearTimeout(timer);
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

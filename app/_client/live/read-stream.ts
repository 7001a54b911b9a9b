import type { SyncLiveEvent } from '../../../server/sync/schema.ts';
import { CallError } from '../sending/call-error.ts';
import { readRefusal, readRetryAfter } from '../sending/read-answer.ts';
import { userHeader } from '../sending/user-header.ts';
import { createSseReader } from './sse.ts';
import type { Message } from './sse.ts';

export type Listening = {
  /** Goes on after this; without it from now on. */
  cursor: string | undefined;
  signal: AbortSignal;
  /** Told of each event with the cursor after it. */
  onEvent: (event: SyncLiveEvent, cursor: string) => void;
  /** Told of each sign that the stream is alive. */
  onSign: () => void;
};

/**
 * Follows `sync.live` until the server ends the stream. By fetch, since `EventSource` can name neither the page's
 * person nor a cursor in a header.
 * @throws CallError for a refusal, or where the stream broke
 */
export async function readStream({ cursor, signal, onEvent, onSign }: Listening): Promise<void> {
  const body = await open(cursor, signal);
  const take = createSseReader((message) => {
    onSign();
    const event = eventOf(message);
    if (event) onEvent(event, message.id);
  });
  const decoder = new TextDecoder();
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read().catch(broken);
    if (done) return;
    take(decoder.decode(value, { stream: true }));
  }
}

async function open(
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  const response = await fetch('/api/trpc/sync.live', {
    headers: {
      accept: 'text/event-stream',
      ...userHeader(),
      ...(cursor !== undefined && { 'last-event-id': cursor }),
    },
    cache: 'no-store',
    credentials: 'same-origin',
    signal,
  }).catch(broken);
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
  if (response.ok && isStream && response.body) return response.body;
  const retryAfter = readRetryAfter(response.headers.get('retry-after'));
  throw readRefusal(await response.json().catch(() => null), retryAfter);
}

function broken(cause: unknown): never {
  throw new CallError('UNREACHABLE', 'The stream broke.', { cause });
}

/** @throws CallError for what the server says instead of an event */
function eventOf({ event, data }: Message): SyncLiveEvent | null {
  if (event === 'serialized-error') throw readRefusal(JSON.parse(data), null);
  return event === 'message' ? (JSON.parse(data) as SyncLiveEvent) : null;
}

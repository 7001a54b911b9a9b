import { getTRPCErrorFromUnknown, TRPCError } from '@trpc/server';
import { isObservable, observableToAsyncIterable } from '@trpc/server/observable';
import {
  isAsyncIterable,
  jsonlStreamProducer,
  sseHeaders,
} from '@trpc/server/unstable-core-do-not-import';
import type { AnyRouter } from '@trpc/server/unstable-core-do-not-import';
import type { WireCall } from './calls.ts';
import { drained, writeEvents } from './events.ts';
import type { Outcome, Turn } from './turn.ts';
import { contextOf, shapeOf } from './turn.ts';
import type { WireVisit } from './wire.ts';

const vary = 'trpc-accept, accept';

type Streaming = { router: AnyRouter; turn: Turn; abort: AbortController };

/** Sends the answers of a batch in lines, each as it comes, as `httpBatchStreamLink` reads them. */
export function sendLines(
  visit: WireVisit,
  { router, turn, abort }: Streaming,
  outcomes: readonly Promise<Outcome>[],
): Promise<void> {
  const { jsonl, transformer } = router._def._config;
  const tell = (error: TRPCError, call: WireCall | undefined) =>
    tellOf(router, turn, { error, call });
  const stream = jsonlStreamProducer({
    ...jsonl,
    maxDepth: Infinity,
    data: outcomes.map(async (running, index) => {
      const outcome = await running;
      if (outcome.error !== null) return { error: tell(outcome.error, turn.info.calls[index]) };
      const { data } = outcome;
      // The producer looks for what comes later only inside of what comes later itself.
      return {
        result: Promise.resolve({
          data: isObservable(data)
            ? observableToAsyncIterable(data, turn.info.signal)
            : Promise.resolve(data),
        }),
      };
    }),
    serialize: (data: unknown) => transformer.output.serialize(data) as unknown,
    formatError: ({ error, path }) =>
      tell(getTRPCErrorFromUnknown(error), turn.info.calls[Number(path[0])]),
  });
  const type = jsonl?.contentType ?? 'application/json';
  return pump(visit, { headers: { 'content-type': type }, stream, abort });
}

/** Sends what a subscription brings as server-sent events, as `httpSubscriptionLink` reads them. */
export async function sendEvents(
  visit: WireVisit,
  { router, turn, abort }: Streaming,
  { call, outcome }: { call: WireCall; outcome: Outcome },
): Promise<void> {
  const { sse, transformer } = router._def._config;
  const { response } = visit;
  visit.streams?.(() => abort.abort());
  if (outcome.error === null && sse?.maxDurationMs) {
    const timer = setTimeout(() => abort.abort(), sse.maxDurationMs);
    response.once('close', () => clearTimeout(timer));
  }
  const serialize = (data: unknown) => transformer.output.serialize(data) as unknown;
  if (!abort.signal.aborted) writeHead(visit, { ...sseHeaders });
  await writeEvents(response, {
    data: eventsOf(call, outcome, { signal: turn.info.signal, enabled: sse?.enabled ?? true }),
    lastEventId: usableId(turn.info.lastEventId),
    client: sse?.client ?? {},
    pingEvery: sse?.ping?.enabled ? (sse.ping.intervalMs ?? 1000) : null,
    serialize,
    tell: (error) =>
      serialize(tellOf(router, turn, { error: getTRPCErrorFromUnknown(error), call })),
    signal: abort.signal,
  });
  response.end();
}

/** An id with one of these cannot have come from an event. */
const usableId = (id: string | null): string | null => (id && !/[\0\n\r]/.test(id) ? id : null);

function tellOf(
  router: AnyRouter,
  turn: Turn,
  { error, call }: { error: TRPCError; call: WireCall | undefined },
): unknown {
  const { info, inputs } = turn;
  const known = { info: undefined, inputs, context: contextOf(turn) };
  return shapeOf(router, { error, call }, call === undefined ? { ...known, info } : known);
}

function eventsOf(
  { path }: WireCall,
  outcome: Outcome,
  { signal, enabled }: { signal: AbortSignal; enabled: boolean },
): AsyncIterable<unknown> {
  if (outcome.error !== null) return failing(outcome.error);
  if (!enabled)
    return failing(
      new TRPCError({
        code: 'METHOD_NOT_SUPPORTED',
        message: 'Missing experimental flag "sseSubscriptions"',
      }),
    );
  const { data } = outcome;
  if (isObservable(data)) return observableToAsyncIterable(data, signal);
  if (isAsyncIterable(data)) return data;
  const message = `Subscription ${path} did not return an observable or a AsyncGenerator`;
  return failing(new TRPCError({ code: 'INTERNAL_SERVER_ERROR', message }));
}

function failing(error: TRPCError): AsyncIterable<never> {
  return { [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(error) }) };
}

type Pumped = {
  headers: Record<string, string>;
  stream: ReadableStream<Uint8Array>;
  abort: AbortController;
};

/** Writes as fast as the caller reads. Whoever goes away ends what was made for them. */
async function pump(visit: WireVisit, { headers, stream, abort }: Pumped): Promise<void> {
  const { response } = visit;
  const reader = stream.getReader();
  const stop = () => void reader.cancel().catch(() => undefined);
  abort.signal.addEventListener('abort', stop, { once: true });
  if (abort.signal.aborted) stop();
  else writeHead(visit, headers);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (!response.write(value)) await drained(response);
    }
  } catch {
    // What cannot be told in JSON: an answer that ends here would pass for a whole one.
    response.destroy();
  }
  response.end();
}

function writeHead({ head, response }: WireVisit, headers: Record<string, string>): void {
  const own = Object.entries(headers).flat();
  response.writeHead(200, [...without(head, headers), 'vary', vary, ...own]);
}

/** A stream says for itself how long it may be kept. */
function without(head: readonly string[], headers: Record<string, string>): string[] {
  const names = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  return head.filter((_, at) => !names.has((head[at - (at % 2)] ?? '').toLowerCase()));
}

import { getTRPCErrorFromUnknown, TRPCError } from '@trpc/server';
import { isObservable, observableToAsyncIterable } from '@trpc/server/observable';
import {
  getErrorShape,
  isAsyncIterable,
  jsonlStreamProducer,
  sseHeaders,
} from '@trpc/server/unstable-core-do-not-import';
import type { AnyRouter } from '@trpc/server/unstable-core-do-not-import';
import type { WireCall } from './calls.ts';
import { drained, writeEvents } from './events.ts';
import { pushEvents } from './push.ts';
import { Source } from './source.ts';
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
  const { jsonl } = router._def._config;
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
    serialize: serializerOf(router),
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
  const { sse } = router._def._config;
  const { response } = visit;
  const stream = {
    client: sse?.client ?? {},
    pingEvery: sse?.ping?.enabled ? (sse.ping.intervalMs ?? 1000) : null,
  };
  const input = turn.inputs.known(call.index);
  if (!abort.signal.aborted) writeEventsHead(visit);
  if (outcome.data instanceof Source && !abort.signal.aborted) {
    const tell = tellerOf(router, call, { input, ctx: turn.nobody });
    const end = pushEvents(response, outcome.data, { ...stream, tell });
    visit.streams?.(end);
    return;
  }
  visit.streams?.(() => abort.abort());
  if (outcome.error === null && sse?.maxDurationMs) {
    const timer = setTimeout(() => abort.abort(), sse.maxDurationMs);
    response.once('close', () => clearTimeout(timer));
  }
  await writeEvents(response, {
    ...stream,
    tell: tellerOf(router, call, { input, ctx: contextOf(turn) }),
    data: eventsOf(call, outcome, { signal: turn.info.signal, enabled: sse?.enabled ?? true }),
    lastEventId: usableId(turn.info.lastEventId),
    serialize: serializerOf(router),
    signal: abort.signal,
  });
}

const serializerOf =
  (router: AnyRouter) =>
  (data: unknown): unknown =>
    router._def._config.transformer.output.serialize(data) as unknown;

/** How errors of a call are told, by what is said here alone: a stream is held for hours, without all its request was. */
function tellerOf(
  router: AnyRouter,
  { path, procedure }: WireCall,
  { input, ctx }: { input: unknown; ctx: object },
): (error: unknown) => unknown {
  const { _config: config } = router._def;
  const type = procedure?._def.type ?? 'unknown';
  return (cause) => {
    const error = getTRPCErrorFromUnknown(cause);
    return config.transformer.output.serialize(
      getErrorShape({ config, error, type, path, input, ctx }),
    ) as unknown;
  };
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

/** A stream of events is the last on its connection, and ends with it: so it needs no framing around each event. */
function writeEventsHead(visit: WireVisit): void {
  visit.response.removeHeader('transfer-encoding');
  writeHead(visit, { ...sseHeaders, Connection: 'close' });
}

/** A stream says for itself how long it may be kept. */
function without(head: readonly string[], headers: Record<string, string>): string[] {
  const names = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  return head.filter((_, at) => !names.has((head[at - (at % 2)] ?? '').toLowerCase()));
}

import { TRPCError } from '@trpc/server';
import { getHTTPStatusCode } from '@trpc/server/http';
import { isAsyncIterable, isObject, isPromise } from '@trpc/server/unstable-core-do-not-import';
import type { AnyRouter } from '@trpc/server/unstable-core-do-not-import';
import { bug } from '../../platform/bugs.ts';
import { JsonText } from '../../platform/json-text.ts';
import type { WireCall } from './calls.ts';
import { contextOf, shapeOf } from './turn.ts';
import type { Outcome, Turn } from './turn.ts';

/** A body that is whole, or its pieces in order. */
export type Piece = string | Uint8Array;
export type Body = Piece | readonly Piece[];

/** What a call is answered with. */
export type Part = { body: Piece; status: number; error: TRPCError | null };

/** Puts what a call came to into words. @throws TRPCError for what cannot be told whole, where it is the only call */
export function partOf(
  router: AnyRouter,
  turn: Turn,
  { call, outcome }: { call: WireCall; outcome: Outcome },
): Part {
  const { info, inputs } = turn;
  let { error } = outcome;
  if (error === null && isStream(outcome.data)) {
    error = new TRPCError({
      code: 'UNSUPPORTED_MEDIA_TYPE',
      message: 'Cannot use stream-like response in non-streaming request - use httpBatchStreamLink',
    });
    if (!info.isBatch) throw error;
  }
  if (error !== null) {
    const known = { info, inputs, context: contextOf(turn) };
    return errorPart(router, error, shapeOf(router, { error, call }, known));
  }
  return { body: envelope(router, outcome.data), status: 200, error: null };
}

/** What came of a call as a link reads it; what is JSON already stays as it is. */
export function envelope(router: AnyRouter, data: unknown): string {
  if (data instanceof JsonText) return `{"result":{"data":${data.text}}}`;
  const told = router._def._config.transformer.output.serialize(data) as unknown;
  return JSON.stringify({ result: { data: told } });
}

export function errorPart(router: AnyRouter, error: TRPCError, shape: unknown): Part {
  const told = router._def._config.transformer.output.serialize(shape) as unknown;
  const status = getHTTPStatusCode({ error: shape } as Parameters<typeof getHTTPStatusCode>[0]);
  return { body: JSON.stringify({ error: told }), status, error };
}

/** The parts of a batch as one: their own status where it is one, else 207. */
export function joinParts(parts: readonly Part[]): { status: number; body: Body } {
  const statuses = new Set(parts.map(({ status }) => status));
  const [first = 207] = statuses;
  const status = statuses.size === 1 || bug('status-of-first') ? first : 207;
  const bodies = parts.map(({ body }) => body);
  return { status, body: joinBodies(bug('batch-order-lost') ? bodies.toReversed() : bodies) };
}

/** Bytes that lie ready stay where they are: to copy a batch of them costs more than to find them. */
function joinBodies(bodies: readonly Piece[]): Body {
  if (bodies.every((body) => typeof body === 'string')) return `[${bodies.join(',')}]`;
  return [...bodies.flatMap((body, at) => [at === 0 ? '[' : ',', body]), ']'];
}

/** An answer that comes bit by bit, or has such parts. */
function isStream(data: unknown): boolean {
  if (!isObject(data)) return false;
  if (isAsyncIterable(data)) return true;
  return Object.values(data).some((part) => isPromise(part) || isAsyncIterable(part));
}

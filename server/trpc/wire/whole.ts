import { TRPCError } from '@trpc/server';
import { getHTTPStatusCode } from '@trpc/server/http';
import { isAsyncIterable, isObject, isPromise } from '@trpc/server/unstable-core-do-not-import';
import type { AnyRouter } from '@trpc/server/unstable-core-do-not-import';
import { bug } from '../../platform/bugs.ts';
import type { WireCall } from './calls.ts';
import { contextOf, shapeOf } from './turn.ts';
import type { Outcome, Turn } from './turn.ts';

/** What a call is answered with. */
export type Part = { body: string | Uint8Array; status: number; error: TRPCError | null };

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
  const data = router._def._config.transformer.output.serialize(outcome.data) as unknown;
  return { body: JSON.stringify({ result: { data } }), status: 200, error: null };
}

export function errorPart(router: AnyRouter, error: TRPCError, shape: unknown): Part {
  const told = router._def._config.transformer.output.serialize(shape) as unknown;
  const status = getHTTPStatusCode({ error: shape } as Parameters<typeof getHTTPStatusCode>[0]);
  return { body: JSON.stringify({ error: told }), status, error };
}

/** The parts of a batch as one: their own status where it is one, else 207. */
export function joinParts(parts: readonly Part[]): { status: number; body: string | Uint8Array } {
  const statuses = new Set(parts.map(({ status }) => status));
  const [first = 207] = statuses;
  const status = statuses.size === 1 || bug('status-of-first') ? first : 207;
  const bodies = parts.map(({ body }) => body);
  return { status, body: joinBodies(bug('batch-order-lost') ? bodies.toReversed() : bodies) };
}

function joinBodies(bodies: readonly (string | Uint8Array)[]): string | Uint8Array {
  if (bodies.every((body) => typeof body === 'string')) return `[${bodies.join(',')}]`;
  const [open, between, close] = ['[', ',', ']'].map((mark) => Buffer.from(mark)) as Buffer[];
  const bytes = bodies.flatMap((body, at) => [at === 0 ? open : between, Buffer.from(body)]);
  return Buffer.concat([...bytes, close] as Buffer[]);
}

/** An answer that comes bit by bit, or has such parts. */
function isStream(data: unknown): boolean {
  if (!isObject(data)) return false;
  if (isAsyncIterable(data)) return true;
  return Object.values(data).some((part) => isPromise(part) || isAsyncIterable(part));
}

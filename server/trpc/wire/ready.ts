import type { AnyRouter } from '@trpc/server/unstable-core-do-not-import';
import type { Asked } from './asked.ts';
import { knownProcedure } from './calls.ts';
import type { WireCall } from './calls.ts';
import type { Inputs } from './inputs.ts';
import type { Outcome } from './turn.ts';

/** An answer that lies ready: the envelope `{"result":{"data":…}}` as bytes, and packed once somebody took it so. */
export type Ready = {
  body: Uint8Array;
  br?: Promise<Uint8Array> | Uint8Array | undefined;
  gzip?: Promise<Uint8Array> | Uint8Array | undefined;
  /** The answer as a message of gRPC, once somebody took it so. */
  message?: Uint8Array | undefined;
  /** Sent with a single answer, and held against `If-None-Match`. With its quotes. */
  etag?: string | undefined;
};

/** A query that ran for an answer to lie ready, and failed: it is not run again. */
export type Failed = Extract<Outcome, { error: Error }>;

export const isReady = (found: Ready | Failed | null): found is Ready =>
  found !== null && !('error' in found);

/** A query that may lie ready. `input` is its JSON: as sent alone, canonical in a batch. */
export type ReadyCall = { path: string; input: string | undefined };

/**
 * Asked for each query by GET, before a context is made.
 * @returns null where the call goes the long way, which also says what is wrong with it
 */
export type FindReady<Visit> = (
  call: ReadyCall,
  visit: Visit,
) => Promise<Ready | Failed | null> | Ready | Failed | null;

/** The call, if a request is one call that may lie ready; null where it is not. */
export function singleReady(router: AnyRouter, asked: Asked): ReadyCall | null {
  const { method, path, query, inLines } = asked;
  if (method !== 'GET' || inLines || query.batch === '1' || query.connectionParams !== null)
    return null;
  if (knownProcedure(router, path)?._def.type !== 'query') return null;
  return { path, input: query.input || undefined };
}

/** Asks for each call of a batch; an empty list where none can lie ready. */
export async function batchReady(
  calls: readonly WireCall[],
  inputs: Inputs,
  find: (call: ReadyCall) => ReturnType<FindReady<never>>,
): Promise<(Ready | Failed | null)[]> {
  if (calls.some(({ procedure }) => procedure !== null && procedure._def.type !== 'query'))
    return [];
  try {
    await inputs.read();
  } catch {
    return [];
  }
  return Promise.all(
    calls.map(({ index, path, procedure }) => {
      if (procedure === null) return null;
      const input = inputs.known(index);
      return find({ path, input: input === undefined ? undefined : JSON.stringify(input) });
    }),
  );
}

import { randomUUID } from 'node:crypto';
import type { Metadata } from '@grpc/grpc-js';
import type { createCallRates } from '../auth/call-rates.ts';
import { beginAsking } from '../auth/caller.ts';
import type { Asking } from '../auth/caller.ts';
import type { Uses } from '../auth/uses.ts';
import type { Caller, Ctx, Principal } from '../platform/context.ts';
import { CairnError } from '../platform/errors.ts';
import type { Runtime } from '../platform/runtime.ts';
import type { FindKept } from '../trpc/kept.ts';

/** What every call is served with. */
export type Serving = {
  runtime: Runtime;
  uses: Uses;
  kept: FindKept;
  /** Counts a call. @returns seconds to wait; 0 where it may go on */
  rate: ReturnType<typeof createCallRates>;
  /** Aborted once the process is on its way out: streams end, and no work begins. */
  leaving: AbortSignal;
};

/** What each kind of call of grpc-js has of its caller. */
export type Call = { metadata: Metadata; cancelled: boolean; getPeer(): string };

export const newRequestId = (): string => randomUUID();

/**
 * Counts a call, or a stream that begins. Who calls is said by the metadata `authorization: Bearer crn_…`: a program
 * has no cookies.
 * @throws UNAUTHORIZED where it is said twice, TOO_MANY_REQUESTS where the caller has to wait
 */
export async function beginCall({ runtime, uses, rate }: Serving, call: Call): Promise<Asking> {
  const [shown, ...more] = call.metadata.get('authorization').map(String);
  if (more.length > 0) throw new CairnError('UNAUTHORIZED', 'Send one authorization.');
  const bearer = { authorization: shown ?? null, session: null, user: null };
  const { db, cache } = runtime;
  const asking = beginAsking({ db, cache, uses }, bearer);
  const retryAfter = await rate(asking, addressOf(call));
  if (retryAfter === 0) return asking;
  const message = 'Too many calls. Wait a little, then go on.';
  throw new CairnError('TOO_MANY_REQUESTS', message, { retryAfter });
}

/**
 * A context as a request of the call's has it.
 * @param asked `caller` only where it was found for this very request: a stream's later pages prove theirs anew
 */
export function contextOf(
  { runtime }: Serving,
  call: Call,
  asked: { requestId: string } & (Caller | { principal: Principal }),
): Ctx {
  const { env, clock, db } = runtime;
  return {
    runtime,
    db,
    principal: asked.principal,
    ...('glance' in asked ? { caller: asked } : {}),
    now: clock.now().toISOString(),
    requestId: asked.requestId,
    origin: env.url?.origin ?? `http://localhost:${env.port}`,
    address: addressOf(call),
    userAgent: call.metadata.get('user-agent').map(String)[0] ?? null,
  };
}

/** Where a call comes from, without port; IPv4 as such also where it came in over IPv6. */
const addressOf = (call: Call): string =>
  call
    .getPeer()
    .replace(/:\d+$/, '')
    .replaceAll(/[[\]]/g, '')
    .replace(/^::ffff:(?=\d+\.)/i, '');

/** @throws SERVICE_UNAVAILABLE once the process is on its way out */
export function requireOpen({ leaving }: Serving): void {
  if (leaving.aborted) throw new CairnError('SERVICE_UNAVAILABLE', 'This process is stopping.');
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { TRPCError } from '@trpc/server';
import type { AnyRouter } from '@trpc/server';
import type { Asking } from '../auth/caller.ts';
import { holdsSecret } from '../auth/secret.ts';
import type { Caller, Ctx } from '../platform/context.ts';
import { CairnError } from '../platform/errors.ts';
import type { Runtime } from '../platform/runtime.ts';
import { publicError } from './errors.ts';
import { maxBatch, maxBody } from './limits.ts';
import { appRouter } from './root.ts';
import { createWire } from './wire/create-wire.ts';
import type { FindReady } from './wire/ready.ts';

/** A request for `/api/trpc/*` that passed the gate. */
export type TrpcVisit = {
  request: IncomingMessage;
  response: ServerResponse;
  requestId: string;
  /** Who we are to this caller, and where they are: the gate's word. */
  place: { origin: string; address: string; secure: boolean };
  /** Headers of every answer, names and values in turn. */
  head: readonly string[];
  /** Called where a subscription begins, which goes on until its caller leaves or `end` is called. */
  streams?: (end: () => void) => void;
  /** Who asks. What they are refused with is the answer to each call. */
  asking: Asking;
};

export type TrpcHandler = (visit: TrpcVisit) => Promise<void>;

/** Answers `/api/trpc/*` as tRPC's links expect it. @param ready finds answers that need no procedure */
export function createTrpcHandler(
  runtime: Runtime,
  router: AnyRouter = appRouter,
  ready?: FindReady<TrpcVisit>,
): TrpcHandler {
  return createWire<TrpcVisit>({
    router,
    prefix: '/api/trpc/',
    maxBody,
    maxBatch,
    requireFit: ({ request }) => requireNoSecret(request),
    // What is read by a secret is posted: addresses stand in the logs of whatever is on the way.
    mayPost: (path) => path === 'invite.get' || path === 'token.introspect',
    createContext: async (visit, info): Promise<Ctx> => {
      const caller = await meant(runtime, () => {
        requireOneOfEach(info);
        return visit.asking.find();
      });
      return contextOf(runtime, visit, caller);
    },
    nobody: ({ requestId }) => ({ requestId }),
    headersOf: (errors) => {
      const waits = errors.map((error) => publicError(error).retryAfter ?? 0);
      const longest = Math.max(0, ...waits);
      return longest > 0 ? ['retry-after', String(Math.ceil(longest))] : [];
    },
    ready: ready && careful(runtime, ready),
  });
}

/** The context of a call. */
export function contextOf(
  runtime: Runtime,
  { request, requestId, place }: TrpcVisit,
  caller: Caller,
): Ctx {
  return {
    runtime,
    db: runtime.db,
    takesText: true,
    principal: caller.principal,
    caller,
    now: runtime.clock.now().toISOString(),
    requestId,
    origin: place.origin,
    address: place.address,
    userAgent: request.headers['user-agent'] ?? null,
  };
}

/** What lies ready spares work; where finding it fails, the work is done. */
function careful(runtime: Runtime, ready: FindReady<TrpcVisit>): FindReady<TrpcVisit> {
  const failed = (error: unknown) => {
    runtime.log.warn({ err: error }, 'finding an answer that lies ready failed');
    return null;
  };
  return (call, visit) => {
    try {
      const found = ready(call, visit);
      return found instanceof Promise ? found.catch(failed) : found;
    } catch (error) {
      return failed(error);
    }
  };
}

/** What costs a hash or a mail. */
const costly = [
  ...['register', 'requestReset', 'reset', 'changePassword', 'changeEmail', 'delete'].map(
    (verb) => `account.${verb}`,
  ),
  'member.invite',
];

/** True of a path, of one call or several, that names what costs much. */
export function isCostly(pathname: string): boolean {
  return costly.some((once) => asRead(pathname).includes(once));
}

/** A path as the wire will read it; what it will refuse stays as it is. */
function asRead(pathname: string): string {
  try {
    return pathname.includes('%') ? decodeURIComponent(pathname) : pathname;
  } catch {
    return pathname;
  }
}

/** Addresses stand in logs, here and on the way: who sent a secret in one is told so, and nothing is done. */
function requireNoSecret({ url = '' }: IncomingMessage): void {
  if (holdsSecret(url))
    throw new TRPCError({
      code: 'BAD_REQUEST',
      message:
        'A secret stands in the address, where logs keep it: end it and make another. Send it as the header "authorization: Bearer …".',
    });
}

/** A call that costs much is not multiplied by a batch. */
function requireOneOfEach({ calls }: { calls: readonly { path: string }[] }): void {
  for (const once of costly) {
    if (calls.filter(({ path }) => path === once).length > 1)
      throw new CairnError('BAD_REQUEST', `One request may carry one ${once}.`);
  }
}

/** A refusal before the ladder gets its code here: tRPC would call it a fault. */
async function meant(runtime: Runtime, findCaller: () => Promise<Caller>): Promise<Caller> {
  try {
    return await findCaller();
  } catch (error) {
    const cause = new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause: error });
    const { code, message, isBug } = publicError(cause);
    if (isBug) runtime.log.error({ err: error }, 'finding out who asks failed');
    throw new TRPCError({ code, message, cause: error });
  }
}

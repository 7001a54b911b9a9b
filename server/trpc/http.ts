import type { IncomingMessage, ServerResponse } from 'node:http';
import { TRPCError } from '@trpc/server';
import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http';
import type { Ctx, Principal } from '../platform/context.ts';
import { CairnError } from '../platform/errors.ts';
import type { Runtime } from '../platform/runtime.ts';
import { publicError } from './errors.ts';
import { maxBatch, maxBody } from './limits.ts';
import { currentRequestId } from './request-id.ts';
import { appRouter } from './root.ts';

export type TrpcHandler = (
  req: IncomingMessage,
  res: ServerResponse,
  principal: () => Promise<Principal>,
) => Promise<void>;

/** Answers `/api/trpc/*` as tRPC's links expect it. `principal` says who asks; its refusal is the answer to each call. */
export function createTrpcHandler(runtime: Runtime): TrpcHandler {
  const answer: TrpcHandler = (req, res, principal) => {
    // A call has one whole answer, whatever a link of streams asks for.
    req.headers['trpc-accept'] = 'application/json';
    const path = new URL(req.url ?? '/', 'http://localhost').pathname.slice('/api/trpc/'.length);
    return nodeHTTPRequestHandler({
      router: appRouter,
      req,
      res,
      path,
      maxBodySize: maxBody,
      maxBatchSize: maxBatch,
      // What is read by a secret is posted: addresses stand in the logs of whatever is on the way.
      allowMethodOverride: path === 'invite.get' || path === 'token.introspect',
      createContext: async ({ info }): Promise<Ctx> => ({
        runtime,
        db: runtime.db,
        principal: await meant(runtime, () => {
          requireOneOfEach(info);
          return principal();
        }),
        now: runtime.clock.now().toISOString(),
        requestId: currentRequestId.getStore() ?? '',
        origin: `${String(req.headers['x-forwarded-proto'])}://${req.headers.host}`,
        // The gate's word: it knows which proxies to believe.
        address: String(req.headers['x-forwarded-for'] ?? req.socket.remoteAddress ?? ''),
        userAgent: req.headers['user-agent'] ?? null,
      }),
      responseMeta: ({ errors }) => {
        const retryAfter = Math.max(
          0,
          ...errors.map((error) => publicError(error).retryAfter ?? 0),
        );
        return retryAfter > 0 ? { headers: { 'retry-after': String(Math.ceil(retryAfter)) } } : {};
      },
    });
  };
  return (req, res, principal) =>
    currentRequestId.run(String(req.headers['x-request-id'] ?? ''), answer, req, res, principal);
}

/** What costs a hash or a mail. */
const costly = [
  ...['register', 'requestReset', 'reset', 'changePassword', 'changeEmail', 'delete'].map(
    (verb) => `account.${verb}`,
  ),
  'member.invite',
];

/** A call that costs much is not multiplied by a batch. */
function requireOneOfEach({ calls }: { calls: readonly { path: string }[] }): void {
  for (const once of costly) {
    if (calls.filter(({ path }) => path === once).length > 1)
      throw new CairnError('BAD_REQUEST', `One request may carry one ${once}.`);
  }
}

/** A refusal before the ladder gets its code here: tRPC would call it a fault. */
async function meant(runtime: Runtime, principal: () => Promise<Principal>): Promise<Principal> {
  try {
    return await principal();
  } catch (error) {
    const cause = new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause: error });
    const { code, message, isBug } = publicError(cause);
    if (isBug) runtime.log.error({ err: error }, 'finding out who asks failed');
    throw new TRPCError({ code, message, cause: error });
  }
}

import { getTRPCErrorFromUnknown, initTRPC, TRPCError } from '@trpc/server';
import type * as z from 'zod';
import { requireScope, signedIn } from '../auth/membership.ts';
import { policyOf } from '../domain/policy.ts';
import type { Action } from '../domain/policy.ts';
import type { Ctx, Principal } from '../platform/context.ts';
import { forbidden } from '../platform/errors.ts';
import { errorShape } from './error-shape.ts';
import { publicError } from './errors.ts';

export type Meta = { action: Action };

const t = initTRPC
  .context<Ctx>()
  .meta<Meta>()
  .create({
    isDev: false,
    // Whoever hears nothing for so long takes the stream for dead.
    sse: {
      ping: { enabled: true, intervalMs: 10_000 },
      client: { reconnectAfterInactivityMs: 30_000 },
    },
    errorFormatter({ shape, error, ctx }) {
      const { code, message, issues, current } = publicError(error);
      const { httpStatus, path } = shape.data;
      const requestId = ctx?.requestId ?? null;
      return errorShape({ code, message, httpStatus, requestId, path, issues, current });
    },
  });

export const router = t.router;

/**
 * The rung that every procedure stands on: the caller is held against the policy's row, and errors get their meaning.
 * One middleware does both: each copies the context of the call.
 */
export function procedure(action: Action) {
  return t.procedure.meta({ action }).use(async ({ ctx, next }) => {
    try {
      admit(ctx.principal, action);
    } catch (refusal) {
      throw meant(getTRPCErrorFromUnknown(refusal), ctx, action);
    }
    const result = await next();
    if (result.ok) return result;
    throw meant(result.error, ctx, action);
  });
}

/** An error by the contract's code; one that was not meant for callers is written down. */
function meant(error: TRPCError, ctx: Ctx, action: Action): TRPCError {
  const { code, message, isBug } = publicError(error);
  if (isBug)
    ctx.runtime.log.error({ err: error, requestId: ctx.requestId, action }, 'a procedure failed');
  return new TRPCError({ code, message, cause: error.cause ?? error });
}

/** The output of a list that Postgres makes as the schema says: to walk through it again costs as much as to send it. */
export function madeAs<T extends z.ZodType>(): (made: unknown) => z.output<T> {
  return (made) => made as z.output<T>;
}

/** Who is asking, before anything is read: anonymous callers, programs and scopes. Verbs prove the rest. */
function admit(principal: Principal, action: Action): void {
  const row = policyOf(action);
  if (row.who === 'anyone') return;
  signedIn(principal);
  if (principal.kind === 'token' && !row.token) {
    throw forbidden('A token may not do this: sign in in a browser.');
  }
  requireScope(principal, action);
}

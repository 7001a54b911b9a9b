import { initTRPC, TRPCError } from '@trpc/server';
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

/** The rung that every procedure stands on: errors get their meaning, the caller is held against the policy's row. */
export function procedure(action: Action) {
  const meaning = t.procedure.meta({ action }).use(async ({ ctx, next }) => {
    const result = await next();
    if (result.ok) return result;
    const { code, message, isBug } = publicError(result.error);
    if (isBug)
      ctx.runtime.log.error(
        { err: result.error, requestId: ctx.requestId, action },
        'a procedure failed',
      );
    throw new TRPCError({ code, message, cause: result.error.cause ?? result.error });
  });
  return meaning.use(({ ctx, next }) => {
    admit(ctx.principal, action);
    return next();
  });
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

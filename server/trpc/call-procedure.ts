import type { Action } from '../domain/policy.ts';
import type { Ctx } from '../platform/context.ts';
import { callByName } from './call-by-name.ts';
import { appRouter } from './root.ts';

/** Calls a procedure of the contract as tRPC's own transport does: ladder, schemas and policy are the same. */
export async function callProcedure(ctx: Ctx, action: Action, input: unknown): Promise<unknown> {
  return callByName(appRouter.createCaller(ctx), action, input);
}

import type { Action } from '../domain/policy.ts';
import type { Ctx } from '../platform/context.ts';
import { appRouter } from './root.ts';

type Callers = Record<string, Record<string, (input: unknown) => Promise<unknown>>>;

/** Calls a procedure of the contract as tRPC's own transport does: ladder, schemas and policy are the same. */
export async function callProcedure(ctx: Ctx, action: Action, input: unknown): Promise<unknown> {
  const [noun = '', verb = ''] = action.split('.');
  const callers = appRouter.createCaller(ctx) as unknown as Callers;
  const procedure = callers[noun]?.[verb];
  if (!procedure) throw new Error(`no procedure ${action}`);
  return procedure(input);
}

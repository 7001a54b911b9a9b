import { proveAccount } from '../auth/account.ts';
import { storedAnswer } from '../changes/replay.ts';
import type { OpId } from '../domain/ids.ts';
import type { Action } from '../domain/policy.ts';
import type { Ctx } from '../platform/context.ts';
import { CairnError } from '../platform/errors.ts';
import type { ErrorCode } from '../platform/errors.ts';

export type GivingUp = {
  action: Action;
  input: { opId?: OpId | undefined };
  /** What a repeated call is refused with, once the right is gone. */
  refusal: ErrorCode;
};

/**
 * Runs a write with which its caller may give up the right to it. A repeated `opId` is refused then, so its answer
 * is looked up beside it.
 */
export async function giveUp<T>(ctx: Ctx, call: GivingUp, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const isRefused = error instanceof CairnError && error.code === call.refusal;
    const { opId } = call.input;
    if (!isRefused || !opId) throw error;
    const { userId } = await proveAccount(ctx, call.action);
    const stored = await storedAnswer(ctx, userId, { ...call, opId });
    if (!stored) throw error;
    return stored.answer as T;
  }
}

import { proveInstance } from '../auth/account.ts';
import { hashPassword, verifyPassword } from '../auth/password.ts';
import { passwordHashOf } from '../auth/prove-password.ts';
import { anotherCall, storedAnswer } from '../changes/replay.ts';
import { writeAccount } from '../changes/write-account.ts';
import type { UserId } from '../domain/ids.ts';
import { bug } from '../platform/bugs.ts';
import type { Ctx } from '../platform/context.ts';
import { limitLinks } from './limit-links.ts';
import { replacePassword } from './replace-password.ts';
import type { ResetInput, ResetOutput } from './schema.ts';
import { getLinkOwner, linkOver, requireLink } from './scope.ts';
import { spendLinks } from './spend-links.ts';

const action = 'account.reset';

/**
 * Sets a new password by a mailed link, once. Every session ends, every other link too, and no browser is known.
 * A secret that is none costs the same.
 * @throws NOT_FOUND where the link was used, is over or never was
 */
export async function resetPassword(ctx: Ctx, input: ResetInput): Promise<ResetOutput> {
  return limitLinks(ctx, async () => {
    const link = { kind: 'password', secret: input.secret } as const;
    const userId = await getLinkOwner(ctx, link);
    if (userId === null && bug('reset-early-return')) throw linkOver();
    const known = userId === null ? undefined : await resetBefore(ctx, userId, input);
    if (known) return known;
    const passwordHash = await hashPassword(input.password);
    if (userId === null) throw linkOver();
    // The link is the proof: whoever holds it acts as the instance for this one account.
    const inside = { ...ctx, principal: { kind: 'system', userId } } as const;
    const writing = { action, input: remembered(input), guard: proveInstance } as const;
    return writeAccount(inside, writing, async (w, audit) => {
      await requireLink(w, link);
      const { endedSessions, email } = await replacePassword(w, { passwordHash, except: null });
      await spendLinks(w);
      audit(action, { endedSessions });
      return { email, endedSessions };
    });
  });
}

/** Without what must not be stored but by argon2id. */
function remembered({ password: _, ...input }: ResetInput) {
  return input;
}

/** @throws BAD_REQUEST for the `opId` of another call */
async function resetBefore(
  ctx: Ctx,
  userId: UserId,
  input: ResetInput,
): Promise<ResetOutput | undefined> {
  if (!input.opId) return undefined;
  const call = { opId: input.opId, action, input: remembered(input) } as const;
  const stored = await storedAnswer(ctx, userId, call);
  if (!stored) return undefined;
  const hash = await passwordHashOf(ctx, userId);
  if (!(await verifyPassword(hash, input.password))) throw anotherCall();
  return stored.answer as ResetOutput;
}

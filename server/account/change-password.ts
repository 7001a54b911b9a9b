import { proveAccount } from '../auth/account.ts';
import { hashPassword, verifyPassword } from '../auth/password.ts';
import { passwordHashOf, provePassword, wrongPassword } from '../auth/prove-password.ts';
import { anotherCall, storedAnswer } from '../changes/replay.ts';
import { writeAccount } from '../changes/write-account.ts';
import type { UserId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { replacePassword } from './replace-password.ts';
import type { PasswordChangeInput, PasswordChangeOutput } from './schema.ts';
import { spendLinks } from './spend-links.ts';

const action = 'account.changePassword';

/**
 * Gives the caller another password and ends every other session of theirs.
 * @throws FORBIDDEN naming `current` where it is wrong, TOO_MANY_REQUESTS after some of those
 */
export async function changePassword(
  ctx: Ctx,
  input: PasswordChangeInput,
): Promise<PasswordChangeOutput> {
  const { userId } = await proveAccount(ctx, action);
  const known = await changedBefore(ctx, userId, input);
  if (known) return known;
  const field = 'current';
  const proved = await provePassword(ctx, { userId, password: input.current, field });
  const passwordHash = await hashPassword(input.next);
  const writing = { action, input: remembered(input), guard: proveAccount } as const;
  return writeAccount(ctx, writing, async (w, audit) => {
    if ((await passwordHashOf(w, userId)) !== proved) throw wrongPassword(field);
    const except = w.principal.kind === 'user' ? w.principal.sessionId : null;
    const { endedSessions } = await replacePassword(w, { passwordHash, except });
    await spendLinks(w);
    audit(action, { endedSessions });
    return { endedSessions };
  });
}

/** The passwords are left out: a hash of one that is not argon2id must not be stored. */
function remembered({ current: _, next: __, ...input }: PasswordChangeInput) {
  return input;
}

/**
 * The answer that this same call got before: the old password proves nothing any more.
 * @throws BAD_REQUEST for the `opId` of another call
 */
async function changedBefore(
  ctx: Ctx,
  userId: UserId,
  input: PasswordChangeInput,
): Promise<PasswordChangeOutput | undefined> {
  if (!input.opId) return undefined;
  const call = { opId: input.opId, action, input: remembered(input) } as const;
  const stored = await storedAnswer(ctx, userId, call);
  if (!stored) return undefined;
  if (!(await verifyPassword(await passwordHashOf(ctx, userId), input.next))) throw anotherCall();
  return stored.answer as PasswordChangeOutput;
}

import { proveInstance } from '../auth/account.ts';
import { hashPassword } from '../auth/password.ts';
import { writeAccount } from '../changes/write-account.ts';
import type { Ctx } from '../platform/context.ts';
import { replacePassword } from './replace-password.ts';
import { spendLinks } from './spend-links.ts';

/**
 * Gives an account another password without asking for the old one: for whoever runs the instance.
 * Every session ends, browsers are no longer known, waiting after failed sign-ins is over. Tokens stay.
 * @returns how many sessions ended
 * @throws FORBIDDEN to everyone but the instance itself
 */
export async function setPassword(ctx: Ctx, password: string): Promise<{ endedSessions: number }> {
  const passwordHash = await hashPassword(password);
  const writing = { action: 'account.update', input: {}, guard: proveInstance } as const;
  return writeAccount(ctx, writing, async (w, audit) => {
    const { endedSessions } = await replacePassword(w, { passwordHash, except: null });
    await spendLinks(w);
    audit('account.setPassword', { endedSessions });
    return { endedSessions };
  });
}

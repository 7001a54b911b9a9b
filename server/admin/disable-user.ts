import { eq, sql } from 'drizzle-orm';
import { users } from '../../db/schema/accounts.ts';
import { spendLinks } from '../account/spend-links.ts';
import { proveAdministrator } from '../auth/account.ts';
import { forgetDevices } from '../auth/device.ts';
import { revokeSessions } from '../auth/sessions.ts';
import { revokeTokens } from '../auth/tokens.ts';
import { writeAccount } from '../changes/write-account.ts';
import { lockInstance } from '../instance/lock-instance.ts';
import type { Ctx } from '../platform/context.ts';
import { CairnError } from '../platform/errors.ts';
import type { AdminUserInput, AdminUserOutput } from './schema.ts';
import { getUserForUpdate, getUserRow } from './scope.ts';

/**
 * Closes an account until it is opened again: its sessions, tokens and mailed links end for ever, at once. What the person made
 * stays. An administrator can't close their own, so the last one never can be.
 * @throws CONFLICT for the caller's own account
 */
export async function disableUser(ctx: Ctx, input: AdminUserInput): Promise<AdminUserOutput> {
  const writing = { action: 'admin.disableUser', input, guard: proveAdministrator } as const;
  return writeAccount(ctx, writing, async (w, audit) => {
    await lockInstance(w);
    const user = await getUserForUpdate(w, input.userId);
    if (user.id === w.account.userId) {
      throw new CairnError('CONFLICT', 'Another administrator has to close your account.');
    }
    if (user.disabledAt !== null) return user;
    await w.db
      .update(users)
      .set({ disabledAt: w.now, authzVersion: sql`authz_version + 1` })
      .where(eq(users.id, user.id));
    const endedSessions = await revokeSessions(w.db, { userId: user.id, except: null });
    await revokeTokens(w.db, user.id);
    await forgetDevices(w.db, user.id);
    await spendLinks(w, { userId: user.id });
    audit('admin.disableUser', { endedSessions }, user.id);
    return getUserRow(w, user.id);
  });
}

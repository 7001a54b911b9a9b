import { eq, sql } from 'drizzle-orm';
import { users } from '../../db/schema/accounts.ts';
import { getLastAdministrator } from '../account/scope.ts';
import { proveAdministrator } from '../auth/account.ts';
import { writeAccount } from '../changes/write-account.ts';
import { lockInstance } from '../instance/lock-instance.ts';
import type { Ctx } from '../platform/context.ts';
import { CairnError } from '../platform/errors.ts';
import type { AdminSetInput, AdminUserOutput } from './schema.ts';
import { getUserForUpdate, getUserRow } from './scope.ts';

/**
 * Makes a person an administrator of the instance, or no longer one.
 * @throws CONFLICT for the last one, and for who is closed
 */
export async function setAdmin(ctx: Ctx, input: AdminSetInput): Promise<AdminUserOutput> {
  const writing = { action: 'admin.setAdmin', input, guard: proveAdministrator } as const;
  return writeAccount(ctx, writing, async (w, audit) => {
    await lockInstance(w);
    const user = await getUserForUpdate(w, input.userId);
    if (user.isAdmin === input.admin) return user;
    if (input.admin && user.disabledAt !== null)
      throw new CairnError('CONFLICT', 'This account is closed. Open it first.');
    if (!input.admin && (await getLastAdministrator(w, user.id)))
      throw new CairnError('CONFLICT', 'This is the last administrator. Make another one first.');
    await w.db
      .update(users)
      .set({ isAdmin: input.admin, authzVersion: sql`authz_version + 1` })
      .where(eq(users.id, user.id));
    audit('admin.setAdmin', { admin: input.admin }, user.id);
    return getUserRow(w, user.id);
  });
}

import { eq, sql } from 'drizzle-orm';
import { users } from '../../db/schema/accounts.ts';
import { proveAdministrator } from '../auth/account.ts';
import { writeAccount } from '../changes/write-account.ts';
import type { Ctx } from '../platform/context.ts';
import type { AdminUserInput, AdminUserOutput } from './schema.ts';
import { getUserForUpdate, getUserRow } from './scope.ts';

/** Opens a closed account: its person signs in with the password that they had. */
export async function enableUser(ctx: Ctx, input: AdminUserInput): Promise<AdminUserOutput> {
  const writing = { action: 'admin.enableUser', input, guard: proveAdministrator } as const;
  return writeAccount(ctx, writing, async (w, audit) => {
    const user = await getUserForUpdate(w, input.userId);
    if (user.disabledAt === null) return user;
    await w.db
      .update(users)
      .set({ disabledAt: null, authzVersion: sql`authz_version + 1` })
      .where(eq(users.id, user.id));
    audit('admin.enableUser', {}, user.id);
    return getUserRow(w, user.id);
  });
}

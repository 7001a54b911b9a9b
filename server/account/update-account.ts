import { and, eq } from 'drizzle-orm';
import { users } from '../../db/schema/accounts.ts';
import { proveAccount } from '../auth/account.ts';
import { difference } from '../changes/difference.ts';
import { expectVersion } from '../changes/expect-version.ts';
import { refreshRemindersOf } from '../changes/reminders.ts';
import { writeAccount } from '../changes/write-account.ts';
import type { Ctx } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import { userColumns } from './rows.ts';
import type { AccountUpdateInput, UserOutput } from './schema.ts';

/** What of an account says when reminders go off and are delivered. */
const remindedBy = ['timeZone', 'quietFrom', 'quietTo'];

/** Changes only the named fields of the caller's own account. */
export async function updateAccount(ctx: Ctx, input: AccountUpdateInput): Promise<UserOutput> {
  return writeAccount(
    ctx,
    { action: 'account.update', input, guard: proveAccount },
    async (w, audit) => {
      const [user] = await w.db
        .select(userColumns)
        .from(users)
        .where(eq(users.id, w.account.userId));
      if (!user) throw notFound('account');
      expectVersion(user, { what: 'account', version: input.expectedVersion, current: user });
      const changed = difference(user, input.set);
      if (!changed) return user;
      audit('account.update', changed);
      const [updated] = await w.db
        .update(users)
        .set({ ...input.set, version: user.version + 1 })
        .where(and(eq(users.id, user.id), eq(users.version, user.version)))
        .returning(userColumns);
      if (remindedBy.some((field) => field in changed.after)) await refreshRemindersOf(w);
      return updated ?? user;
    },
  );
}

import { and, eq, isNull } from 'drizzle-orm';
import { users } from '../../db/schema/accounts.ts';
import { fold } from '../domain/fold.ts';
import type { UserId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { CairnError, forbidden } from '../platform/errors.ts';

/**
 * Whose account an address is. Only the instance itself may ask: to others it would tell who has one.
 * @throws NOT_FOUND naming the address
 */
export async function getAccountId(ctx: Ctx, email: string): Promise<UserId> {
  if (ctx.principal.kind !== 'system')
    throw forbidden('Only the instance itself may look accounts up.');
  const [row] = await ctx.db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.emailFolded, fold(email.trim())), isNull(users.deletedAt)));
  if (!row) throw new CairnError('NOT_FOUND', `no account has the address ${email}`);
  return row.id;
}

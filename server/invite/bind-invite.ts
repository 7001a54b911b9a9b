import { and, eq } from 'drizzle-orm';
import { invites } from '../../db/schema/workspaces.ts';
import { hashSecret } from '../auth/secret.ts';
import type { NewAccountCtx } from '../changes/write-account.ts';
import type { UserId } from '../domain/ids.ts';
import { signsUp } from './rows.ts';

/**
 * Spends what an invite gives to an account that is being made, with one statement in its transaction: it lets
 * nobody else sign up, and is theirs alone to accept.
 * @returns false where it was spent or ended meanwhile
 */
export async function bindInvite(
  w: NewAccountCtx,
  { secret, userId }: { secret: string; userId: UserId },
): Promise<boolean> {
  const bound = await w.db
    .update(invites)
    .set({ signedUpBy: userId })
    .where(and(eq(invites.secretHash, hashSecret(secret)), signsUp))
    .returning({ id: invites.id });
  return bound.length > 0;
}

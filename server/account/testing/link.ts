import { accountLinks } from '../../../db/schema/accounts.ts';
import { hashSecret, linkSecret } from '../../auth/secret.ts';
import type { LinkId, UserId } from '../../domain/ids.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { testId } from '../../testing/world.ts';

type Given = { userId: UserId; email?: string; expiresAt?: string };

/** A link as one is mailed: for a new password, or for a new address. @returns its secret */
export async function linkOf(runtime: Runtime, given: Given): Promise<string> {
  const { userId, email = null, expiresAt = '2999-01-01T00:00:00.000Z' } = given;
  const id = testId<LinkId>();
  const secret = linkSecret(runtime.secrets.auth, id);
  const kind = email === null ? 'password' : 'email';
  const secretHash = hashSecret(secret);
  await runtime.db.insert(accountLinks).values({ id, userId, kind, email, secretHash, expiresAt });
  return secret;
}

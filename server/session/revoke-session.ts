import { proveAccount } from '../auth/account.ts';
import { revokeSession as endSession } from '../auth/sessions.ts';
import { writeAccount } from '../changes/write-account.ts';
import type { SessionId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import type { SessionRevokeInput } from './schema.ts';

/** Ends one of the caller's own sessions at once. */
export async function revokeSession(
  ctx: Ctx,
  input: SessionRevokeInput,
): Promise<{ sessionId: SessionId; revoked: true }> {
  return writeAccount(
    ctx,
    { action: 'session.revoke', input, guard: proveAccount },
    async (w, audit) => {
      if (!(await endSession(w.db, w.account.userId, input.sessionId))) throw notFound('session');
      audit('session.revoke', { sessionId: input.sessionId });
      return { sessionId: input.sessionId, revoked: true };
    },
  );
}

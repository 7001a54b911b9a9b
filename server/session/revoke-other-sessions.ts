import { proveAccount } from '../auth/account.ts';
import { revokeSessions } from '../auth/sessions.ts';
import { writeAccount } from '../changes/write-account.ts';
import type { Ctx } from '../platform/context.ts';
import type { SessionRevokeOthersInput } from './schema.ts';

/** Ends every session of the caller but the one that asks, at once. */
export async function revokeOtherSessions(
  ctx: Ctx,
  input: SessionRevokeOthersInput,
): Promise<{ endedSessions: number }> {
  const writing = { action: 'session.revokeOthers', input, guard: proveAccount } as const;
  return writeAccount(ctx, writing, async (w, audit) => {
    const except = w.principal.kind === 'user' ? w.principal.sessionId : null;
    const endedSessions = await revokeSessions(w.db, { userId: w.account.userId, except });
    audit('session.revokeOthers', { endedSessions });
    return { endedSessions };
  });
}

import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm';
import { sessions } from '../../db/schema/accounts.ts';
import { proveAccount } from '../auth/account.ts';
import type { Ctx } from '../platform/context.ts';
import type { SessionOutput } from './schema.ts';

/** The browsers in which the caller is signed in, the one used last first. */
export async function listSessions(ctx: Ctx): Promise<{ items: SessionOutput[] }> {
  const account = await proveAccount(ctx, 'session.list');
  const rows = await ctx.db
    .select({
      id: sessions.id,
      userAgent: sessions.userAgent,
      address: sessions.address,
      createdAt: sessions.createdAt,
      lastUsedAt: sessions.lastUsedAt,
      expiresAt: sessions.expiresAt,
    })
    .from(sessions)
    .where(
      and(
        eq(sessions.userId, account.userId),
        isNull(sessions.revokedAt),
        gt(sessions.expiresAt, sql`now()`),
      ),
    )
    .orderBy(desc(sessions.lastUsedAt), sessions.id)
    .limit(500);
  const own = ctx.principal.kind === 'user' ? ctx.principal.sessionId : null;
  return { items: rows.map((row) => ({ ...row, current: row.id === own })) };
}

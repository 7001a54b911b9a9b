import { and, eq, gt, isNull, lt, or, sql } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import { tokens, users } from '../../db/schema/accounts.ts';
import type { WeekDay } from '../domain/enums.ts';
import type { TokenId, UserId, WorkspaceId } from '../domain/ids.ts';
import { bug } from '../platform/bugs.ts';
import { makeSecret, readSecret } from './secret.ts';
import { liveUser } from './sessions.ts';

export type NewToken = {
  id: TokenId;
  userId: UserId;
  name: string;
  scopes: string[];
  /** Null for every workspace of the person. */
  workspaceIds: WorkspaceId[] | null;
  /** ISO instant; null for no end. */
  expiresAt: string | null;
};

/** Stores a token on the handle given, so in the caller's transaction. The secret is told here once. */
export async function createToken(db: Db, given: NewToken): Promise<{ secret: string }> {
  const { secret, hash } = makeSecret('crn', given.userId);
  await db.insert(tokens).values({ ...given, secretHash: hash });
  return { secret };
}

export type LiveToken = {
  tokenId: TokenId;
  userId: UserId;
  scopes: string[];
  workspaceIds: WorkspaceId[] | null;
  timeZone: string;
  dayStart: string;
  weekStart: WeekDay;
  isAdmin: boolean;
  /** Seconds until it ends, by the database's clock; null for no end. */
  secondsLeft: number | null;
  /** ISO instant; null for no end. */
  expiresAt: string | null;
};

/** Finds the live token of a `crn_…` secret by the database's clock; null where there is none. */
export async function resolveBearer(db: Db, secret: string): Promise<LiveToken | null> {
  const read = readSecret('crn', secret);
  if (read === null) return null;
  const [row] = await db
    .select({
      tokenId: tokens.id,
      userId: users.id,
      scopes: tokens.scopes,
      workspaceIds: tokens.workspaceIds,
      timeZone: users.timeZone,
      dayStart: users.dayStart,
      weekStart: users.weekStart,
      isAdmin: users.isAdmin,
      expiresAt: tokens.expiresAt,
      secondsLeft: sql<number | null>`extract(epoch FROM ${tokens.expiresAt} - now())::float8`,
    })
    .from(tokens)
    .innerJoin(users, eq(users.id, tokens.userId))
    .where(
      and(eq(tokens.secretHash, read.hash), eq(tokens.userId, read.userId), liveToken, liveUser),
    )
    .limit(1);
  return row ?? null;
}

const liveToken = and(
  isNull(tokens.revokedAt),
  or(isNull(tokens.expiresAt), gt(tokens.expiresAt, sql`now()`)),
);

/** Writes that a token was used; at most once a minute, never for a revoked one. */
export async function touchToken(db: Db, tokenId: TokenId): Promise<void> {
  const long = or(
    isNull(tokens.lastUsedAt),
    lt(tokens.lastUsedAt, sql`now() - interval '1 minute'`),
  );
  await db
    .update(tokens)
    .set({ lastUsedAt: sql`now()` })
    .where(and(eq(tokens.id, tokenId), isNull(tokens.revokedAt), long));
}

/** Ends every token of a person for ever. */
export async function revokeTokens(db: Db, userId: UserId): Promise<void> {
  await db
    .update(tokens)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(tokens.userId, userId), isNull(tokens.revokedAt)));
}

/** Ends a token for ever; true if it was still live. */
export async function revokeToken(db: Db, userId: UserId, tokenId: TokenId): Promise<boolean> {
  if (bug('token-stays')) return true;
  const ended = await db
    .update(tokens)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(tokens.id, tokenId), eq(tokens.userId, userId), isNull(tokens.revokedAt)))
    .returning({ id: tokens.id });
  return ended.length > 0;
}

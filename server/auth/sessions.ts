import { and, eq, gt, isNull, lt, ne, sql } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import { sessions, users } from '../../db/schema/accounts.ts';
import type { WeekDay } from '../domain/enums.ts';
import type { SessionId, UserId } from '../domain/ids.ts';
import { bug } from '../platform/bugs.ts';
import { newId } from '../platform/ids.ts';
import type { Runtime } from '../platform/runtime.ts';
import { sessionSeconds } from './lifetimes.ts';
import { makeSecret, readSecret } from './secret.ts';

const lifetime = sql`now() + make_interval(secs => ${sessionSeconds})`;

export type NewSession = { userId: UserId; userAgent: string | null; address: string | null };

/** Starts a session. The secret is told here once and stored hashed. */
export async function createSession(
  runtime: Pick<Runtime, 'db' | 'clock'>,
  given: NewSession,
): Promise<{ id: SessionId; secret: string }> {
  const { secret, hash } = makeSecret('crs', given.userId);
  const id = newId<SessionId>(runtime.clock);
  await runtime.db.insert(sessions).values({
    id,
    userId: given.userId,
    secretHash: hash,
    userAgent: given.userAgent?.slice(0, 500) ?? null,
    address: given.address,
    expiresAt: lifetime,
  });
  return { id, secret };
}

export type LiveSession = {
  sessionId: SessionId;
  userId: UserId;
  name: string;
  email: string;
  timeZone: string;
  dayStart: string;
  weekStart: WeekDay;
  isAdmin: boolean;
  /** Seconds until it ends, by the database's clock. */
  secondsLeft: number;
  /** Its last use was written more than a minute ago. */
  stale: boolean;
};

/** Finds the live session of a secret by the database's clock; null where there is none. */
export async function resolveSession(db: Db, secret: string): Promise<LiveSession | null> {
  const read = readSecret('crs', secret);
  if (read === null) return null;
  const [row] = await db
    .select({
      sessionId: sessions.id,
      userId: users.id,
      name: users.name,
      email: users.email,
      timeZone: users.timeZone,
      dayStart: users.dayStart,
      weekStart: users.weekStart,
      isAdmin: users.isAdmin,
      secondsLeft: sql<number>`extract(epoch FROM ${sessions.expiresAt} - now())::float8`,
      stale: sql<boolean>`${sessions.lastUsedAt} < now() - interval '1 minute'`,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(
      and(
        eq(sessions.secretHash, read.hash),
        eq(sessions.userId, read.userId),
        liveSession,
        liveUser,
      ),
    )
    .limit(1);
  return row ?? null;
}

export const liveSession = and(isNull(sessions.revokedAt), gt(sessions.expiresAt, sql`now()`));
export const liveUser = and(isNull(users.deletedAt), isNull(users.disabledAt));

/** Writes that a session was used and moves its end; at most once a minute, never for a revoked one. */
export async function touchSession(db: Db, sessionId: SessionId): Promise<void> {
  await db
    .update(sessions)
    .set({ lastUsedAt: sql`now()`, expiresAt: lifetime })
    .where(
      and(
        eq(sessions.id, sessionId),
        liveSession,
        lt(sessions.lastUsedAt, sql`now() - interval '1 minute'`),
      ),
    );
}

/** Ends every session of a person but one, or all. @returns how many */
export async function revokeSessions(
  db: Db,
  { userId, except }: { userId: UserId; except: SessionId | null },
): Promise<number> {
  if (bug('sessions-stay')) return 0;
  const ended = await db
    .update(sessions)
    .set({ revokedAt: sql`now()` })
    .where(
      and(
        eq(sessions.userId, userId),
        isNull(sessions.revokedAt),
        except === null ? undefined : ne(sessions.id, except),
      ),
    )
    .returning({ id: sessions.id });
  return ended.length;
}

/** Ends a session for ever; true if it was still live. */
export async function revokeSession(
  db: Db,
  userId: UserId,
  sessionId: SessionId,
): Promise<boolean> {
  const ended = await db
    .update(sessions)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId), isNull(sessions.revokedAt)))
    .returning({ id: sessions.id });
  return ended.length > 0;
}

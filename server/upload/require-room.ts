import { and, eq, gt, sql } from 'drizzle-orm';
import { uploads } from '../../db/schema/accounts.ts';
import type { UserId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { CairnError } from '../platform/errors.ts';
import { mostLive } from './schema.ts';
import { trackUploads } from './track-uploads.ts';

/** Counts what is kept and what is coming. @throws TOO_MANY_REQUESTS with the time until the first of them is gone */
export async function requireRoom(ctx: Ctx, userId: UserId): Promise<void> {
  const places = [...trackUploads()].filter((place) => place.userId === userId && !place.hasRow);
  const bytes = places.reduce((sum, place) => sum + place.bytes, 0);
  const [used] = await ctx.db
    .select({
      files: sql<number>`count(*)::int`,
      bytes: sql<number>`coalesce(sum(${uploads.size}), 0)::float8`,
      wait: sql<number>`coalesce(ceil(extract(epoch FROM min(${uploads.expiresAt}) - now())), 1)::int`,
    })
    .from(uploads)
    .where(and(eq(uploads.userId, userId), gt(uploads.expiresAt, sql`now()`)));
  const fits =
    !used || (used.files + places.length <= mostLive.files && used.bytes + bytes <= mostLive.bytes);
  if (fits) return;
  const message = 'Your room for files sent and not used is full. Each is gone after an hour.';
  throw new CairnError('TOO_MANY_REQUESTS', message, { retryAfter: Math.max(1, used.wait) });
}

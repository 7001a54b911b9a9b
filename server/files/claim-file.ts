import { sql } from 'drizzle-orm';
import { fileDeletions } from '../../db/schema/attachments.ts';
import type { Ctx } from '../platform/context.ts';
import type { FileKey } from './schema.ts';

/**
 * Says, before bytes are stored, that they go in an hour, unless the row that needs them takes this note away
 * (`keepFile`). So a crash in between leaves no bytes for ever.
 */
export async function claimFile(ctx: Ctx, key: FileKey): Promise<void> {
  const dueAt = sql`now() + interval '1 hour'`;
  await ctx.runtime.db.insert(fileDeletions).values({ ...key, dueAt });
}

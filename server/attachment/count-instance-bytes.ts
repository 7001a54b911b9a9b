import { sql } from 'drizzle-orm';
import { attachments } from '../../db/schema/attachments.ts';
import type { Runtime } from '../platform/runtime.ts';

/** The bytes of all files of the instance: of deleted workspaces too, until they are purged. */
export async function countInstanceBytes({ db }: Pick<Runtime, 'db'>): Promise<number> {
  const [row] = await db
    .select({ bytes: sql<number>`coalesce(sum(${attachments.size}), 0)::float8` })
    .from(attachments);
  return row?.bytes ?? 0;
}

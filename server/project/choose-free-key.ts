import { and, eq, like } from 'drizzle-orm';
import { projects } from '../../db/schema/workspaces.ts';
import type { WriteCtx } from '../changes/write.ts';
import { freeProjectKey } from './free-project-key.ts';

/**
 * The wanted key, or the first like it that no project of the workspace has. Deleted projects count:
 * they may come back.
 */
export async function chooseFreeKey(w: WriteCtx, wanted: string): Promise<string> {
  const rows = await w.db
    .select({ key: projects.key })
    .from(projects)
    .where(
      and(
        eq(projects.workspaceId, w.member.workspaceId),
        like(projects.key, `${wanted.slice(0, 6)}%`),
      ),
    );
  return freeProjectKey(wanted, new Set(rows.map((row) => row.key)));
}

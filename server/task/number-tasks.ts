import { and, eq, sql } from 'drizzle-orm';
import { projects } from '../../db/schema/workspaces.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { ProjectId } from '../domain/ids.ts';

/**
 * Takes the project's next numbers; they are never used again.
 * @returns the first of `count`
 */
export async function numberTasks(
  ctx: WriteCtx,
  projectId: ProjectId,
  count: number,
): Promise<number> {
  const [row] = await ctx.db
    .update(projects)
    .set({ nextNumber: sql`${projects.nextNumber} + ${count}` })
    .where(and(eq(projects.workspaceId, ctx.member.workspaceId), eq(projects.id, projectId)))
    .returning({ next: projects.nextNumber });
  if (!row) throw new Error(`the project ${projectId} went away under the workspace's lock`);
  return row.next - count;
}

import { sql } from 'drizzle-orm';
import type { ProjectId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import type { Member } from '../platform/member.ts';

/**
 * The projects that a stored answer tells of: the one it was given in, and where each thing that it shows is now,
 * deleted or not, for the answer of a deletion can be asked for again.
 */
export async function listProjectsTold(
  ctx: Ctx,
  member: Member,
  answer: unknown,
): Promise<ProjectId[]> {
  const ids = sql`ANY(${sql.param(idsTold(answer as Told))}::uuid[])`;
  const { workspaceId } = member;
  const found = await ctx.db.execute<{ id: ProjectId }>(sql`
    SELECT p.id FROM projects p WHERE p.workspace_id = ${workspaceId} AND p.id = ${ids}
    UNION SELECT s.project_id FROM sections s WHERE s.workspace_id = ${workspaceId} AND s.id = ${ids}
    UNION SELECT t.project_id FROM tasks t WHERE t.workspace_id = ${workspaceId} AND t.id = ${ids}
    UNION SELECT t.project_id FROM comments c JOIN tasks t ON t.workspace_id = c.workspace_id AND t.id = c.task_id
    WHERE c.workspace_id = ${workspaceId} AND c.id = ${ids}
    UNION SELECT t.project_id FROM attachments a JOIN tasks t ON t.workspace_id = a.workspace_id AND t.id = a.task_id
    WHERE a.workspace_id = ${workspaceId} AND a.id = ${ids}`);
  return found.rows.map((row) => row.id);
}

/** What answers name: the thing and its project; those of a bulk; what an undo has set back. */
type Told = {
  id?: string;
  projectId?: string | null;
  items?: Told[];
  applied?: { entityId: string }[];
} | null;

function idsTold(answer: Told): string[] {
  const { id, projectId, items = [], applied = [] } = answer ?? {};
  const own = [id, projectId, ...applied.map(({ entityId }) => entityId)];
  return [...own.filter((one) => typeof one === 'string'), ...items.flatMap(idsTold)];
}

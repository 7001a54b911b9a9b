import { and, eq, isNull, sql } from 'drizzle-orm';
import { sections } from '../../db/schema/workspaces.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { ProjectId, SectionId, TaskId } from '../domain/ids.ts';
import { maxDepth } from '../domain/depth.ts';
import { badField } from '../platform/errors.ts';
import { getInboxForUpdate, getProjectForUpdate } from '../project/scope.ts';
import type { ProjectRow } from '../project/scope.ts';
import type { Siblings } from './get-order-gap.ts';
import { getTaskForUpdate } from './scope.ts';

export type PlaceInput = {
  projectId?: ProjectId | undefined;
  sectionId?: SectionId | null | undefined;
  parentId?: TaskId | null | undefined;
};

export type Place = Siblings & { project: ProjectRow; depth: number };

/**
 * Resolves where a task is to be: proves project, section and parent visible and writable.
 * A subtask is in its parent's project and has no section of its own. Without a project: the caller's inbox.
 */
export async function placeTask(ctx: WriteCtx, input: PlaceInput): Promise<Place> {
  if (input.parentId) return underParent(ctx, { ...input, parentId: input.parentId });
  const project = input.projectId
    ? await getProjectForUpdate(ctx, input.projectId)
    : await getInboxForUpdate(ctx);
  const sectionId = input.sectionId ?? null;
  if (sectionId) await requireSection(ctx, project.id, sectionId);
  return { project, projectId: project.id, sectionId, parentId: null, depth: 1 };
}

async function underParent(
  ctx: WriteCtx,
  input: PlaceInput & { parentId: TaskId },
): Promise<Place> {
  const parent = await getTaskForUpdate(ctx, input.parentId);
  if (input.projectId && input.projectId !== parent.projectId) {
    throw badField(
      ['projectId'],
      'is not the project of the parent; a subtask lives in its parent’s project',
    );
  }
  if (input.sectionId)
    throw badField(['sectionId'], 'a subtask stands under its parent, not in a section');
  const project = await getProjectForUpdate(ctx, parent.projectId);
  const depth = (await depthOf(ctx, parent.id)) + 1;
  if (depth > maxDepth) throw badField(['parentId'], `tasks nest at most ${maxDepth} deep`);
  return { project, projectId: project.id, sectionId: null, parentId: parent.id, depth };
}

async function requireSection(
  ctx: WriteCtx,
  projectId: ProjectId,
  sectionId: SectionId,
): Promise<void> {
  const [found] = await ctx.db
    .select({ id: sections.id })
    .from(sections)
    .where(
      and(
        eq(sections.workspaceId, ctx.member.workspaceId),
        eq(sections.projectId, projectId),
        eq(sections.id, sectionId),
        isNull(sections.deletedAt),
      ),
    );
  if (!found) throw badField(['sectionId'], 'is not a section of this project');
}

/** How deep a task stands; 1 at the top. */
async function depthOf(ctx: WriteCtx, taskId: TaskId): Promise<number> {
  const found = await ctx.db.execute<{ depth: number }>(sql`
    WITH RECURSIVE above AS (
      SELECT t.parent_id FROM tasks t WHERE t.workspace_id = ${ctx.member.workspaceId} AND t.id = ${taskId}
      UNION ALL
      SELECT t.parent_id FROM tasks t JOIN above ON t.workspace_id = ${ctx.member.workspaceId} AND t.id = above.parent_id)
    SELECT count(*)::int AS depth FROM above`);
  return found.rows[0]?.depth ?? 0;
}

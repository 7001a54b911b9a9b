import { and, eq, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { changes } from '../../db/schema/changes.ts';
import { projects } from '../../db/schema/workspaces.ts';
import type { ProjectId } from '../domain/ids.ts';
import { bug } from '../platform/bugs.ts';
import type { Ctx } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import type { Member } from '../platform/member.ts';
import { labelKnown } from '../label/scope.ts';
import { rightOnProject } from '../project/scope.ts';

/**
 * SQL: true where the member sees the project in a column of the row of `changes` in the same query.
 * Of a deleted project they see what happened to itself, or they could not take its deletion back.
 */
function seesProject(member: Member, column: SQL): SQL<boolean> {
  return sql<boolean>`EXISTS (
    SELECT 1 FROM projects
    WHERE projects.workspace_id = ${changes.workspaceId} AND projects.id = ${column}
      AND (projects.deleted_at IS NULL OR ${changes.entity} = 'project') AND ${rightOnProject(member)} IS NOT NULL)`;
}

/** SQL: which ends of a move the member sees. */
export function sidesOf(member: Member): { seesTo: SQL<boolean>; seesFrom: SQL<boolean> } {
  return {
    seesTo: seesProject(member, sql`${changes.projectId}`),
    seesFrom: seesProject(member, sql`${changes.fromProjectId}`),
  };
}

/**
 * SQL: true where the member sees the row of `changes` in the same query: its audience if it has one, else those
 * who see one of its projects, of a relation both; what belongs to no project is for members, and to a guest only labels they know.
 */
export function changeVisible(member: Member): SQL {
  const { seesTo, seesFrom } = sidesOf(member);
  const isGuest = member.role === 'guest';
  const anywhere = isGuest
    ? sql`(${changes.entity} = 'label' AND ${labelKnown(member, sql`${changes.entityId}`)})`
    : sql`true`;
  return sql`CASE
    WHEN ${changes.audienceUserId} IS NOT NULL THEN ${changes.audienceUserId} = ${member.userId}
    WHEN ${changes.projectId} IS NULL AND ${changes.fromProjectId} IS NULL THEN ${anywhere}
    WHEN ${changes.entity} = 'relation' AND ${changes.fromProjectId} IS NOT NULL THEN ${bothEnds({ seesTo, seesFrom })}
    ELSE ${seesTo} OR ${seesFrom} END`;
}

/** SQL: of a relation nobody hears who sees one of its tasks alone. */
function bothEnds({ seesTo, seesFrom }: ReturnType<typeof sidesOf>): SQL {
  return bug('relation-tells-all') ? sql`${seesTo} OR ${seesFrom}` : sql`${seesTo} AND ${seesFrom}`;
}

/** SQL: true where the row of `changes` is told of in its group: visible, and no task that went along with another. */
export function groupVisible(member: Member): SQL {
  const isSeen = bug('groups-tell-all') ? sql`true` : changeVisible(member);
  return sql`(NOT ${changes.after} ? 'withTaskId' AND ${isSeen})`;
}

/** Refuses a project of which the member may not read what happened; of a deleted one they may. */
export async function requireHistory(
  ctx: Ctx,
  member: Member,
  projectId: ProjectId,
): Promise<void> {
  const [row] = await ctx.db
    .select({ right: rightOnProject(member) })
    .from(projects)
    .where(and(eq(projects.workspaceId, member.workspaceId), eq(projects.id, projectId)));
  if (!row?.right) throw notFound('project');
}

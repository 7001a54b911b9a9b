import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { projects } from '../../db/schema/workspaces.ts';
import type { UserId, WorkspaceId } from '../domain/ids.ts';
import type { ProjectOutput } from './schema.ts';
import type { ProjectRow } from './scope.ts';

/** What an answer needs of `projects`, and what deciding about one needs. */
export const projectColumns = {
  id: projects.id,
  workspaceId: projects.workspaceId,
  name: projects.name,
  key: projects.key,
  colour: projects.colour,
  isPrivate: projects.isPrivate,
  inboxOf: projects.inboxOf,
  order: projects.order,
  version: projects.version,
  createdBy: projects.createdBy,
  importedAuthor: projects.importedAuthor,
  createdAt: projects.createdAt,
  updatedAt: projects.updatedAt,
  archivedAt: projects.archivedAt,
  deletedAt: projects.deletedAt,
};

export type Seen = { userId: UserId; openCount?: number };

/** A row as one person sees it. */
export function projectOutputOf(row: ProjectRow, seen: Seen): ProjectOutput {
  const { inboxOf, deletedAt: _, ...rest } = row;
  return { ...rest, isInbox: inboxOf === seen.userId, openCount: seen.openCount ?? null };
}

/**
 * SQL: a table `(project_id, open)` of the open tasks of each project, without those that hang below something
 * deleted. Only open tasks are read, and what stands above them: done ones may be many.
 */
export function openCounts(workspaceId: WorkspaceId): SQL {
  const isGone = sql`(p.deleted_at IS NOT NULL OR (p.section_id IS NOT NULL AND p.section_id IN (SELECT id FROM gone)))`;
  return sql`(
    WITH RECURSIVE gone AS MATERIALIZED (
      SELECT s.id FROM sections s WHERE s.workspace_id = ${workspaceId} AND s.deleted_at IS NOT NULL
    ), open AS MATERIALIZED (
      SELECT t.id, t.project_id, t.parent_id FROM tasks t
      WHERE t.workspace_id = ${workspaceId} AND t.is_open AND (t.section_id IS NULL OR t.section_id NOT IN (SELECT id FROM gone))
    ), above AS (
      SELECT open.id, p.parent_id, ${isGone} AS is_gone
      FROM open JOIN tasks p ON p.workspace_id = ${workspaceId} AND p.id = open.parent_id
      UNION ALL
      SELECT above.id, p.parent_id, ${isGone}
      FROM above JOIN tasks p ON p.workspace_id = ${workspaceId} AND p.id = above.parent_id WHERE above.parent_id IS NOT NULL AND NOT above.is_gone
    )
    SELECT open.project_id, count(*)::int AS open FROM open
    WHERE open.id NOT IN (SELECT above.id FROM above WHERE above.is_gone)
    GROUP BY open.project_id)`;
}

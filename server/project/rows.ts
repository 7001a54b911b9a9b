import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { projects } from '../../db/schema/workspaces.ts';
import type { UserId, WorkspaceId } from '../domain/ids.ts';
import { nothingAboveDeleted } from '../task/rows.ts';
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
 * deleted. Counted within one index by what they hang from, so that only that is looked at upwards; a query that
 * names one project reads that project's part of the index alone.
 */
export function openCounts(workspaceId: WorkspaceId): SQL {
  return sql`(
    SELECT tasks.project_id, sum(tasks.open)::int AS open FROM (
      SELECT t.workspace_id, t.project_id, t.section_id, t.parent_id, count(*) AS open FROM tasks t
      WHERE t.workspace_id = ${workspaceId} AND t.is_open
      GROUP BY t.workspace_id, t.project_id, t.section_id, t.parent_id) tasks
    WHERE ${nothingAboveDeleted} GROUP BY tasks.project_id)`;
}

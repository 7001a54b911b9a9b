import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { instantText } from '../../db/columns.ts';
import { comments } from '../../db/schema/trail.ts';
import type { ProjectId, WorkspaceId } from '../domain/ids.ts';
import { searchedWords, searchVector } from '../../db/search-vector.ts';
import type { CommentOutput } from './schema.ts';

/** What an answer needs of `comments`. */
export const commentColumns = {
  id: comments.id,
  workspaceId: comments.workspaceId,
  taskId: comments.taskId,
  body: comments.body,
  createdBy: comments.createdBy,
  importedAuthor: comments.importedAuthor,
  version: comments.version,
  createdAt: comments.createdAt,
  updatedAt: comments.updatedAt,
};

/** SQL: a comment's whole answer as JSON, of the row of `comments` aliased `r`. */
export const commentJson = sql<string>`(SELECT row_to_json(comment)::text FROM (SELECT
  r.id, r.workspace_id AS "workspaceId", r.task_id AS "taskId", r.body, r.created_by AS "createdBy",
  r.imported_author AS "importedAuthor", r.version, ${instantText(sql`r.created_at`)} AS "createdAt",
  ${instantText(sql`r.updated_at`)} AS "updatedAt") comment)`;

/** A comment with the project that its task is in. */
export type CommentRow = CommentOutput & { projectId: ProjectId; deletedAt: string | null };

/** A row as callers see it. */
export function commentOutputOf({
  projectId: _,
  deletedAt: __,
  ...row
}: CommentRow): CommentOutput {
  return row;
}

/** SQL of a comment's search column. */
export const commentSearchVector = (workspaceId: WorkspaceId, body: string): SQL =>
  searchVector(workspaceId, { body: searchedWords(body) });

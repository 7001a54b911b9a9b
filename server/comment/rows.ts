import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { comments } from '../../db/schema/trail.ts';
import type { ProjectId, WorkspaceId } from '../domain/ids.ts';
import { withoutMentionLinks } from '../domain/mentions.ts';
import { wordsOf } from '../domain/words.ts';
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
export const commentJson = sql<string>`json_build_object('id', r.id, 'workspaceId', r.workspace_id, 'taskId', r.task_id, 'body', r.body,
  'createdBy', r.created_by, 'importedAuthor', r.imported_author, 'version', r.version,
  'createdAt', to_char(r.created_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
  'updatedAt', to_char(r.updated_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))::text`;

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

/**
 * SQL of a comment's search column: stemmed for Russian and English, whole words beside for prefixes,
 * and the workspace as a word of its own so that one index serves every tenant.
 */
export function commentSearchVector(workspaceId: WorkspaceId, body: string): SQL {
  const text = wordsOf(withoutMentionLinks(body)).join(' ');
  return sql`setweight(to_tsvector('russian', ${text}), 'C') || setweight(to_tsvector('simple', ${text}), 'C')
    || array_to_tsvector(ARRAY[${workspaceId}::text])`;
}

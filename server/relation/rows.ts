import { sql } from 'drizzle-orm';
import { instantText } from '../../db/columns.ts';
import { relations } from '../../db/schema/tasks.ts';
import type { ScopedTask } from '../task/scope.ts';
import type { RelationOutput } from './schema.ts';

/** What an answer needs of `relations`. */
export const relationColumns = {
  id: relations.id,
  workspaceId: relations.workspaceId,
  fromTaskId: relations.fromTaskId,
  toTaskId: relations.toTaskId,
  kind: relations.kind,
  version: relations.version,
  createdAt: relations.createdAt,
};

/** SQL: a relation's whole answer as JSON, of the row of `relations` aliased `r`. */
export const relationJson = sql<string>`(SELECT row_to_json(relation)::text FROM (SELECT
  r.id, r.workspace_id AS "workspaceId", r.from_task_id AS "fromTaskId", r.to_task_id AS "toTaskId", r.kind, r.version,
  ${instantText(sql`r.created_at`)} AS "createdAt") relation)`;

/** Where a change of a relation stands: it is seen by those who see both projects, and is history of the first task. */
export function placeOf({ id }: Pick<RelationOutput, 'id'>, from: Place, to: Place) {
  const isAcross = from.projectId !== to.projectId;
  return {
    entityId: id,
    taskId: from.id,
    projectId: from.projectId,
    ...(isAcross && { fromProjectId: to.projectId }),
  };
}

type Place = Pick<ScopedTask, 'id' | 'projectId'>;

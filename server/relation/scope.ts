import { and, eq, isNull, or, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { relations, tasks } from '../../db/schema/tasks.ts';
import { projects } from '../../db/schema/workspaces.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { RelationId, TaskId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import type { Member } from '../platform/member.ts';
import { rightOnProject } from '../project/scope.ts';
import type { Viewer } from '../project/scope.ts';
import { projectOfTask, taskVisible } from '../task/scope.ts';
import { relationColumns } from './rows.ts';
import type { Ends } from '../domain/relations.ts';
import type { ListedRelation, RelationOutput } from './schema.ts';

/** SQL: true where the viewer sees the task that a relation ends in. */
export function endVisible(viewer: Viewer, end: { workspaceId: SQL; taskId: SQL }): SQL {
  return sql`EXISTS (
    SELECT 1 FROM tasks JOIN projects ON projects.workspace_id = tasks.workspace_id AND projects.id = tasks.project_id
    WHERE tasks.workspace_id = ${end.workspaceId} AND tasks.id = ${end.taskId} AND tasks.deleted_at IS NULL
      AND ${taskVisible(viewer)})`;
}

/** SQL: true where the viewer sees the project in which the task is that a relation ends in, also where either is in the trash. */
export function endKnown(viewer: Viewer, end: { workspaceId: SQL; taskId: SQL }): SQL {
  return sql`(
    SELECT ${rightOnProject(viewer)} FROM tasks
    JOIN projects ON projects.workspace_id = tasks.workspace_id AND projects.id = tasks.project_id
    WHERE tasks.workspace_id = ${end.workspaceId} AND tasks.id = ${end.taskId}) IS NOT NULL`;
}

/** The relation between two tasks, its ends as they are kept, whoever sees them; undefined where there is none. */
export async function findRelation(w: WriteCtx, ends: Ends): Promise<RelationOutput | undefined> {
  const [found] = await w.db
    .select(relationColumns)
    .from(relations)
    .where(
      and(
        eq(relations.workspaceId, w.member.workspaceId),
        eq(relations.fromTaskId, ends.fromTaskId),
        eq(relations.kind, ends.kind),
        eq(relations.toTaskId, ends.toTaskId),
      ),
    );
  return found;
}

/** A relation by its id, whoever sees its tasks: these are to be looked at next. @throws NOT_FOUND */
export async function getRelationForUpdate(
  w: WriteCtx,
  relationId: RelationId,
): Promise<RelationOutput> {
  const [found] = await w.db
    .select(relationColumns)
    .from(relations)
    .where(and(eq(relations.workspaceId, w.member.workspaceId), eq(relations.id, relationId)));
  if (!found) throw notFound('relation');
  return found;
}

/** The relations of a task whose other ends the member sees, each with that task. */
export async function listRelationRows(
  ctx: Ctx,
  member: Member,
  taskId: TaskId,
): Promise<ListedRelation[]> {
  const other = sql`CASE WHEN ${relations.fromTaskId} = ${taskId} THEN ${relations.toTaskId} ELSE ${relations.fromTaskId} END`;
  const { id, projectId, title, status } = tasks;
  const key = sql<string>`${projects.key} || '-' || ${tasks.number}`;
  return ctx.db
    .select({ ...relationColumns, task: { id, projectId, key, title, status } })
    .from(relations)
    .innerJoin(
      tasks,
      and(eq(tasks.workspaceId, relations.workspaceId), sql`${tasks.id} = ${other}`),
    )
    .innerJoin(projects, projectOfTask)
    .where(
      and(
        eq(relations.workspaceId, member.workspaceId),
        or(eq(relations.fromTaskId, taskId), eq(relations.toTaskId, taskId)),
        isNull(tasks.deletedAt),
        taskVisible(member),
      ),
    )
    .orderBy(relations.kind, relations.createdAt, relations.id);
}

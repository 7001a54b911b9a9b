import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import { changes } from '../../db/schema/changes.ts';
import { changeKind } from '../domain/catalogue.ts';
import type { ChangeType } from '../domain/catalogue.ts';
import type { LabelId, ProjectId, RelationId, TaskId, UserId, WorkspaceId } from '../domain/ids.ts';
import { mostChanges } from '../domain/limits.ts';
import { relationJson } from '../relation/rows.ts';
import type { RelationOutput } from '../relation/schema.ts';
import type { TaskOutput } from '../task/schema.ts';
import { nothingAboveDeleted, taskJson } from '../task/rows.ts';

const columns = {
  seq: changes.seq,
  n: changes.n,
  at: changes.at,
  type: sql<ChangeType>`${changes.type}`,
  entityId: changes.entityId,
  taskId: sql<TaskId | null>`${changes.taskId}`,
  projectId: changes.projectId,
  fromProjectId: changes.fromProjectId,
  audienceUserId: changes.audienceUserId,
  actorId: changes.actorId,
  opId: changes.opId,
  /** Whose right on a project changed. */
  userId: sql<UserId | null>`coalesce(${changes.after}->>'userId', ${changes.before}->>'userId')`,
  isPrivate: sql<boolean>`coalesce((${changes.after}->>'isPrivate')::boolean, false)`,
};

type From = { after: number; limit: number };

const readRows = (db: Db, workspaceId: WorkspaceId, { after, limit }: From) =>
  db
    .select(columns)
    .from(changes)
    .where(and(eq(changes.workspaceId, workspaceId), gt(changes.seq, after)))
    .orderBy(asc(changes.seq), asc(changes.n))
    .limit(limit + mostChanges);

export type LogRow = Awaited<ReturnType<typeof readRows>>[number];

/** Whole transactions of a log in their order, with the tasks that they tell of as those are now. */
export type LogPage = {
  workspaceId: WorkspaceId;
  rows: readonly LogRow[];
  /** Of the last transaction; where nothing was read, of what was read before. */
  seq: number;
  /** True where the log goes on after it. */
  isCut: boolean;
  /** Tasks that somebody may see. */
  tasks: ReadonlyMap<TaskId, TaskOutput>;
  /** Those of them from which others hang. */
  parents: ReadonlySet<TaskId>;
  /** The projects in which the tasks are that they are related to. */
  related: ReadonlyMap<TaskId, readonly ProjectId[]>;
  /** Relations between tasks that somebody may see, with the projects of both. */
  relations: ReadonlyMap<string, PlacedRelation>;
};

/** A relation, and the projects of its tasks. */
export type PlacedRelation = { relation: RelationOutput; projectIds: readonly ProjectId[] };

/** Bytes of notes after which a page takes no further transaction: in JSON a byte of them is six at the worst. */
const longest = 4_000_000;

/** Reads the log after a `seq`: at least `limit` rows where there are so many, and the rest of the last transaction. */
export async function readLogPage(db: Db, workspaceId: WorkspaceId, from: From): Promise<LogPage> {
  const { after, limit } = from;
  const read = await readRows(db, workspaceId, from);
  const last = read[limit - 1]?.seq ?? Infinity;
  const whole = read.filter((row) => row.seq <= last);
  const sizes = await readSizes(db, workspaceId, taskIdsOf(whole));
  const rows = whole.slice(0, countOfRows(whole, sizes));
  const tasks = await readTasks(db, workspaceId, taskIdsOf(rows));
  const relations = await readRelations(db, workspaceId, relationIdsOf(rows));
  return {
    workspaceId,
    rows,
    seq: rows.at(-1)?.seq ?? after,
    isCut: rows.length < read.length || read.length === limit + mostChanges,
    tasks: new Map(tasks.map(({ task }) => [task.id, task])),
    parents: new Set(tasks.flatMap(({ task, isParent }) => (isParent ? [task.id] : []))),
    related: new Map(tasks.map(({ task, otherProjects }) => [task.id, otherProjects])),
    relations: new Map(relations.map((one) => [one.relation.id, one])),
  };
}

const taskIdsOf = (rows: readonly LogRow[]): TaskId[] => [
  ...new Set(rows.flatMap(({ taskId }) => (taskId ? [taskId] : []))),
];

/** How many rows a page takes: whole transactions, one at least, with the tasks that they tell of once. */
function countOfRows(rows: readonly LogRow[], sizes: ReadonlyMap<TaskId, number>): number {
  const counted = new Set<TaskId>();
  let bytes = 0;
  for (const [at, { seq, taskId }] of rows.entries()) {
    if (bytes > longest && seq !== rows[at - 1]?.seq) return at;
    if (taskId && !counted.has(taskId)) bytes += sizes.get(taskId) ?? 0;
    if (taskId) counted.add(taskId);
  }
  return rows.length;
}

/** The bytes of the notes of tasks; not asked where there are so few that they cannot be too much. */
async function readSizes(db: Db, workspaceId: WorkspaceId, taskIds: TaskId[]) {
  if (taskIds.length <= fewTasks) return new Map<TaskId, number>();
  const { rows } = await db.execute<{ id: TaskId; bytes: number }>(sql`
    SELECT id, octet_length(notes) AS bytes FROM tasks
    WHERE workspace_id = ${workspaceId} AND id = ANY(${sql.param(taskIds)}::uuid[])`);
  return new Map(rows.map(({ id, bytes }) => [id, bytes]));
}

const fewTasks = 20;

type TaskRow = { json: string; isParent: boolean; otherProjects: ProjectId[] };

async function readTasks(db: Db, workspaceId: WorkspaceId, taskIds: TaskId[]) {
  if (taskIds.length === 0) return [];
  const { rows } = await db.execute<TaskRow>(sql`
    SELECT ${taskJson} AS json, EXISTS (
      SELECT 1 FROM tasks b WHERE b.workspace_id = tasks.workspace_id AND b.parent_id = tasks.id AND b.deleted_at IS NULL) AS "isParent",
      ARRAY(SELECT DISTINCT o.project_id::text FROM relations r JOIN tasks o ON o.workspace_id = r.workspace_id
        AND o.id = CASE WHEN r.from_task_id = tasks.id THEN r.to_task_id ELSE r.from_task_id END AND o.deleted_at IS NULL
        WHERE r.workspace_id = tasks.workspace_id AND (r.from_task_id = tasks.id OR r.to_task_id = tasks.id)) AS "otherProjects"
    FROM tasks
    JOIN projects ON projects.workspace_id = tasks.workspace_id AND projects.id = tasks.project_id AND projects.deleted_at IS NULL
    WHERE tasks.workspace_id = ${workspaceId} AND tasks.id = ANY(${sql.param(taskIds)}::uuid[])
      AND tasks.deleted_at IS NULL AND ${nothingAboveDeleted}`);
  return rows.map(({ json, ...rest }) => ({ task: JSON.parse(json) as TaskOutput, ...rest }));
}

const relationIdsOf = (rows: readonly LogRow[]): RelationId[] => [
  ...new Set(
    rows.flatMap(({ type, entityId }) =>
      changeKind(type).entity === 'relation' ? [entityId as RelationId] : [],
    ),
  ),
];

/** Relations both tasks of which are there. */
async function readRelations(
  db: Db,
  workspaceId: WorkspaceId,
  relationIds: RelationId[],
): Promise<PlacedRelation[]> {
  if (relationIds.length === 0) return [];
  const { rows } = await db.execute<{ json: string; projectIds: ProjectId[] }>(sql`
    SELECT ${relationJson} AS json, array_agg(ends.project_id) AS "projectIds" FROM relations r
    JOIN LATERAL (
      SELECT tasks.project_id::text FROM tasks
      JOIN projects ON projects.workspace_id = tasks.workspace_id AND projects.id = tasks.project_id AND projects.deleted_at IS NULL
      WHERE tasks.workspace_id = r.workspace_id AND tasks.id IN (r.from_task_id, r.to_task_id)
        AND tasks.deleted_at IS NULL AND ${nothingAboveDeleted}) ends ON true
    WHERE r.workspace_id = ${workspaceId} AND r.id = ANY(${sql.param(relationIds)}::uuid[])
    GROUP BY r.workspace_id, r.from_task_id, r.kind, r.to_task_id HAVING count(*) = 2`);
  return rows.map(({ json, projectIds }) => ({
    relation: JSON.parse(json) as RelationOutput,
    projectIds,
  }));
}

/** The projects that decide who sees what is on a page. */
export function projectsOf({ rows, tasks, related, relations }: LogPage): ProjectId[] {
  const named = rows.flatMap((row) => [row.projectId, row.fromProjectId]);
  const now = [...tasks.values()].map((task) => task.projectId);
  const between = [...relations.values()].flatMap(({ projectIds }) => projectIds);
  const beside = [...related.values()].flat();
  return [...new Set([...named, ...now, ...between, ...beside])].filter(
    (projectId) => projectId !== null,
  );
}

/** The labels on a page. */
export function labelsOf({ rows }: LogPage): LabelId[] {
  const labels = rows.filter(({ type }) => changeKind(type).entity === 'label');
  return [...new Set(labels.map((row) => row.entityId as LabelId))];
}

import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import { changes } from '../../db/schema/changes.ts';
import { changeKind } from '../domain/catalogue.ts';
import type { ChangeType } from '../domain/catalogue.ts';
import type { LabelId, ProjectId, TaskId, UserId, WorkspaceId } from '../domain/ids.ts';
import { mostChanges } from '../domain/limits.ts';
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
};

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
  return {
    workspaceId,
    rows,
    seq: rows.at(-1)?.seq ?? after,
    isCut: rows.length < read.length || read.length === limit + mostChanges,
    tasks: new Map(tasks.map(({ task }) => [task.id, task])),
    parents: new Set(tasks.flatMap(({ task, isParent }) => (isParent ? [task.id] : []))),
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

async function readTasks(db: Db, workspaceId: WorkspaceId, taskIds: TaskId[]) {
  if (taskIds.length === 0) return [];
  const { rows } = await db.execute<{ json: string; isParent: boolean }>(sql`
    SELECT ${taskJson} AS json, EXISTS (
      SELECT 1 FROM tasks b WHERE b.workspace_id = tasks.workspace_id AND b.parent_id = tasks.id AND b.deleted_at IS NULL) AS "isParent"
    FROM tasks
    JOIN projects ON projects.workspace_id = tasks.workspace_id AND projects.id = tasks.project_id AND projects.deleted_at IS NULL
    WHERE tasks.workspace_id = ${workspaceId} AND tasks.id = ANY(${sql.param(taskIds)}::uuid[])
      AND tasks.deleted_at IS NULL AND ${nothingAboveDeleted}`);
  return rows.map(({ json, isParent }) => ({ task: JSON.parse(json) as TaskOutput, isParent }));
}

/** The projects that decide who sees what is on a page. */
export function projectsOf({ rows, tasks }: LogPage): ProjectId[] {
  const named = rows.flatMap((row) => [row.projectId, row.fromProjectId]);
  const now = [...tasks.values()].map((task) => task.projectId);
  return [...new Set([...named, ...now])].filter((projectId) => projectId !== null);
}

/** The labels on a page. */
export function labelsOf({ rows }: LogPage): LabelId[] {
  const labels = rows.filter(({ type }) => changeKind(type).entity === 'label');
  return [...new Set(labels.map((row) => row.entityId as LabelId))];
}

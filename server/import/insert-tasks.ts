import { and, eq, inArray, sql } from 'drizzle-orm';
import type { PgInsertValue } from 'drizzle-orm/pg-core';
import { tasks } from '../../db/schema/tasks.ts';
import { projects } from '../../db/schema/workspaces.ts';
import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { LabelId, ProjectId, TaskId } from '../domain/ids.ts';
import { ranksBetween } from '../domain/rank.ts';
import { newId } from '../platform/ids.ts';
import { taskColumns, taskOutputOf, textColumnsOf } from '../task/rows.ts';
import { projectOfTask } from '../task/scope.ts';
import type { ImportRow } from './scope.ts';
import type { ImportPlace, ReadyTask } from './translate-tasks.ts';

export type FreshTask = Omit<ReadyTask, 'place'> & { place: ImportPlace };
type NewTask = FreshTask & { id: TaskId };
type Seat = { number: number; order: string };

/** Makes many tasks with a handful of statements, last in their projects and in the order given. */
export async function insertTasks(
  w: WriteCtx,
  record: Record,
  { row, fresh }: { row: ImportRow; fresh: FreshTask[] },
): Promise<void> {
  if (fresh.length === 0) return;
  const made = fresh.map((task) => ({ ...task, id: newId<TaskId>(w.runtime.clock) }));
  const seats = new Map<ProjectId, Seat[]>();
  for (const [projectId, group] of Map.groupBy(made, (task) => task.place.projectId)) {
    seats.set(projectId, await takeSeats(w, projectId, group.length));
  }
  await w.db
    .insert(tasks)
    .values(
      made.map((task) =>
        valuesOf(w, row, { task, seat: seats.get(task.place.projectId)?.shift() }),
      ),
    );
  await insertLabels(w, made);
  const written = await w.db
    .select(taskColumns)
    .from(tasks)
    .innerJoin(projects, projectOfTask)
    .where(
      and(
        eq(tasks.workspaceId, row.workspaceId),
        inArray(
          tasks.id,
          made.map((task) => task.id),
        ),
      ),
    );
  for (const task of written) {
    record({
      type: 'task.created',
      entityId: task.id,
      projectId: task.projectId,
      after: taskOutputOf(task),
    });
  }
}

function valuesOf(
  w: WriteCtx,
  row: ImportRow,
  { task, seat }: { task: NewTask; seat: Seat | undefined },
): PgInsertValue<typeof tasks> {
  const { item, due, startOn, place } = task;
  const { title, notes, status, author, createdAt, completedAt } = item.data;
  if (!seat) throw new Error('every new task needs a number and an order');
  return {
    workspaceId: row.workspaceId,
    id: task.id,
    ...place,
    ...seat,
    title,
    notes,
    status,
    startOn,
    ...due,
    createdBy: author === null ? w.member.userId : null,
    importedAuthor: author,
    source: row.format,
    sourceId: item.sourceId,
    createdAt: createdAt ?? w.now,
    updatedAt: w.now,
    completedAt: status === 'open' ? null : (completedAt ?? createdAt ?? w.now),
    ...textColumnsOf(row.workspaceId, { title, notes }),
  };
}

/** Numbers and order keys for so many new tasks at the end of a project. */
async function takeSeats(w: WriteCtx, projectId: ProjectId, count: number): Promise<Seat[]> {
  const own = and(eq(projects.workspaceId, w.member.workspaceId), eq(projects.id, projectId));
  const [taken] = await w.db
    .update(projects)
    .set({ nextNumber: sql`${projects.nextNumber} + ${count}` })
    .where(own)
    .returning({ next: projects.nextNumber });
  if (!taken) throw new Error(`the project ${projectId} went away under the workspace's lock`);
  const last = await w.db.execute<{ order: string }>(sql`
    SELECT "order" FROM tasks
    WHERE workspace_id = ${w.member.workspaceId} AND project_id = ${projectId} AND deleted_at IS NULL
    ORDER BY "order" DESC LIMIT 1`);
  const orders = ranksBetween(last.rows[0]?.order ?? null, null, count);
  return orders.map((order, index) => ({ number: taken.next - count + index, order }));
}

async function insertLabels(w: WriteCtx, made: NewTask[]): Promise<void> {
  const pairs = made.flatMap((task) =>
    task.labelIds.map((labelId): [TaskId, LabelId] => [task.id, labelId]),
  );
  if (pairs.length === 0) return;
  await w.db.execute(sql`
    INSERT INTO task_labels (workspace_id, task_id, label_id, due_sort, is_open)
    SELECT t.workspace_id, t.id, p.label_id, t.due_sort, t.is_open
    FROM unnest(${sql.param(pairs.map(([taskId]) => taskId))}::uuid[], ${sql.param(pairs.map(([, labelId]) => labelId))}::uuid[])
      AS p(task_id, label_id)
    JOIN tasks t ON t.workspace_id = ${w.member.workspaceId} AND t.id = p.task_id`);
}

import { and, asc, eq, isNull, lt, sql } from 'drizzle-orm';
import { tasks } from '../../db/schema/tasks.ts';
import { projects, workspaces } from '../../db/schema/workspaces.ts';
import type { TaskId, WorkspaceId } from '../domain/ids.ts';
import type { Runtime } from '../platform/runtime.ts';
import { projectOfTask, taskLiving } from './scope.ts';

/** Tasks of a zone whose day is over. `today` is the day there, `after` the last of the page before. */
export type MissedPage = {
  timeZone: string;
  today: string;
  after: MissedTask | null;
  limit: number;
};

/** What was found; whether it was missed is asked again where it is changed. */
export type MissedTask = { workspaceId: WorkspaceId; id: TaskId; dueOn: string };

/** SQL: what `tasks_skipping` holds. */
const skipping = sql`tasks.missed_policy = 'skip' AND tasks.is_open AND tasks.paused_at IS NULL`;

/** A page of the tasks in a zone that leave missed days behind and are past their due, in the order of their dues. */
export async function listMissed(
  { db }: Pick<Runtime, 'db'>,
  { timeZone, today, after, limit }: MissedPage,
): Promise<MissedTask[]> {
  return db
    .select({
      workspaceId: tasks.workspaceId,
      id: tasks.id,
      dueOn: sql<string>`${tasks.dueOn}::text`,
    })
    .from(tasks)
    .innerJoin(projects, projectOfTask)
    .innerJoin(workspaces, eq(workspaces.id, tasks.workspaceId))
    .where(
      and(
        skipping,
        eq(tasks.timeZone, timeZone),
        lt(tasks.dueOn, today),
        lt(tasks.occurrenceOn, today),
        isNull(workspaces.deletedAt),
        taskLiving,
        after ? sql`(${tasks.dueOn}, ${tasks.id}) > (${after.dueOn}, ${after.id})` : undefined,
      ),
    )
    .orderBy(asc(tasks.dueOn), asc(tasks.id))
    .limit(limit);
}

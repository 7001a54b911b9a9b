import { and, eq, or, sql } from 'drizzle-orm';
import { relations } from '../../db/schema/tasks.ts';
import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { RelationId, TaskId } from '../domain/ids.ts';
import { mostRelations, mostRelationsInAll } from '../domain/limits.ts';
import { badField } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { getTasksForUpdate } from '../task/scope.ts';
import { requireNoCircle } from './require-no-circle.ts';
import { keptEnds } from '../domain/relations.ts';
import { placeOf, relationColumns } from './rows.ts';
import type { Ends } from '../domain/relations.ts';
import type { RelationOutput } from './schema.ts';
import { endVisible, findRelation } from './scope.ts';

/**
 * Makes a relation between two tasks on whose projects the member has the right that the running action needs. One
 * that is there already is the answer as it is, and leaves no trace.
 * @throws NOT_FOUND, FORBIDDEN; BAD_REQUEST naming a field for a task and itself, a circle, and too many relations
 */
export async function relateTasks(
  w: WriteCtx,
  record: Record,
  asked: Ends & { id?: RelationId | undefined },
): Promise<RelationOutput> {
  if (asked.fromTaskId === asked.toTaskId) throw badField(['toTaskId'], 'is the task itself');
  const ends = keptEnds(asked);
  // As they were named, so that what is not there is answered alike whatever its id.
  const [one, other] = await getTasksForUpdate(w, [asked.fromTaskId, asked.toTaskId]);
  const [from, to] = one.id === ends.fromTaskId ? [one, other] : [other, one];
  const present = await findRelation(w, ends);
  if (present) return present;
  if (ends.kind !== 'relates') await requireNoCircle(w, ends);
  await requireRoom(w, asked.fromTaskId, 'fromTaskId');
  await requireRoom(w, asked.toTaskId, 'toTaskId');
  const id = asked.id ?? newId<RelationId>(w.runtime.clock);
  const { workspaceId } = w.member;
  const [made] = await w.db
    .insert(relations)
    .values({ workspaceId, id, ...ends, version: w.seq, createdAt: w.now })
    .returning(relationColumns);
  if (!made) throw new Error('the new relation was not returned');
  record({ type: 'relation.added', ...placeOf(made, from, to), after: ends });
  return made;
}

/** The limit is of what the member sees, and so can take away; a far higher one is of all that there are. */
async function requireRoom(w: WriteCtx, taskId: TaskId, field: string): Promise<void> {
  const { fromTaskId, toTaskId } = relations;
  const other = {
    workspaceId: sql`${relations.workspaceId}`,
    taskId: sql`CASE WHEN ${fromTaskId} = ${taskId} THEN ${toTaskId} ELSE ${fromTaskId} END`,
  };
  const [counted] = await w.db
    .select({
      seen: sql<number>`count(*) FILTER (WHERE ${endVisible(w.member, other)})::int`,
      all: sql<number>`count(*)::int`,
    })
    .from(relations)
    .where(
      and(
        eq(relations.workspaceId, w.member.workspaceId),
        or(eq(fromTaskId, taskId), eq(toTaskId, taskId)),
      ),
    );
  if ((counted?.seen ?? 0) >= mostRelations)
    throw badField([field], `has ${mostRelations} relations, and that is the most`);
  if ((counted?.all ?? 0) >= mostRelationsInAll)
    throw badField([field], 'has too many relations, with those that you do not see');
}

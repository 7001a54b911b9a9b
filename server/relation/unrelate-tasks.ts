import { and, eq } from 'drizzle-orm';
import { relations } from '../../db/schema/tasks.ts';
import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { ScopedTask } from '../task/scope.ts';
import { placeOf } from './rows.ts';
import type { RelationOutput } from './schema.ts';

/** Takes a relation away; its tasks stay. */
export async function unrelateTasks(
  w: WriteCtx,
  record: Record,
  of: { row: RelationOutput; from: ScopedTask; to: ScopedTask },
): Promise<void> {
  const { id, workspaceId, fromTaskId, toTaskId, kind } = of.row;
  await w.db
    .delete(relations)
    .where(and(eq(relations.workspaceId, workspaceId), eq(relations.id, id)));
  const before = { fromTaskId, toTaskId, kind };
  const after = { deletedAt: w.now };
  record({ type: 'relation.removed', ...placeOf(of.row, of.from, of.to), before, after });
}

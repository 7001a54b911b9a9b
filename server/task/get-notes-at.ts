import { and, desc, eq, sql } from 'drizzle-orm';
import { changes } from '../../db/schema/changes.ts';
import type { WriteCtx } from '../changes/write.ts';
import { isText, unpackText } from '../domain/text-history.ts';
import type { ScopedTask } from './scope.ts';

/** Each step back takes up to a millisecond, and the workspace's lock is held meanwhile. */
const farthest = 500;

/**
 * The notes of a task as they were at an earlier version, by its history: each version left one row of the log.
 * @returns null where that does not tell: it is purged, or it is too far back
 */
export async function getNotesAt(
  w: WriteCtx,
  row: ScopedTask,
  version: number,
): Promise<string | null> {
  const steps = row.version - version;
  if (steps > farthest) return null;
  const since = await listSteps(w, row, steps);
  if (since.length < steps || since.some(({ isBlank }) => isBlank)) return null;
  let notes: string | null = row.notes;
  for (const { before, after } of since) {
    if (before === null) continue;
    if (notes === null || !isText(notes, after)) return null;
    notes = unpackText(notes, before);
  }
  return notes;
}

/** What the latest changes of a task did to its notes, newest first; null where they left them. */
function listSteps(w: WriteCtx, row: ScopedTask, most: number) {
  return w.db
    .select({
      isBlank: sql<boolean>`${changes.before} = '{}'`,
      before: sql`${changes.before} -> 'notes'`,
      after: sql`${changes.after} -> 'notes'`,
    })
    .from(changes)
    .where(and(eq(changes.workspaceId, w.member.workspaceId), eq(changes.entityId, row.id)))
    .orderBy(desc(changes.seq), desc(changes.n))
    .limit(most);
}

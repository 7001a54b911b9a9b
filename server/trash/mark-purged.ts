import { sql } from 'drizzle-orm';
import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { Root } from './scope.ts';
import { trashEntities } from './schema.ts';

/** From here on nothing finds them, so that nobody restores what is gone in part. History says that they are gone. */
export async function markPurged(
  w: WriteCtx,
  record: Record,
  roots: readonly Root[],
): Promise<void> {
  const hidden = new Set<string>();
  for (const entity of trashEntities) {
    const ids = roots.flatMap((root) => (root.entity === entity ? [root.id] : []));
    if (ids.length === 0) continue;
    const table = sql.identifier(`${entity}s`);
    const marked = await w.db.execute<{ id: string; is_private: boolean | null }>(sql`
      UPDATE ${table} SET purging_at = ${w.now}::timestamptz
      WHERE workspace_id = ${w.member.workspaceId} AND id = ANY(${sql.param(ids)}::uuid[])
      RETURNING id, (to_jsonb(${table}) ->> 'is_private')::boolean AS is_private`);
    for (const { id, is_private: isPrivate } of marked.rows) if (isPrivate) hidden.add(id);
  }
  for (const { entity, id, projectId } of roots) {
    const line = { type: `${entity}.purged`, entityId: id } as const;
    // Who could see a project is asked of its row, which goes: of a private one nobody else may learn.
    const own = hidden.has(id) ? { audienceUserId: w.member.userId } : {};
    record({ ...line, projectId: entity === 'project' ? null : projectId, ...own });
  }
}

import { sql } from 'drizzle-orm';
import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { ProjectId } from '../domain/ids.ts';
import type { Root } from './scope.ts';

/** From here on nothing finds it, so that nobody restores what is gone in part. History says that it is gone. */
export async function markPurged(w: WriteCtx, record: Record, root: Root): Promise<void> {
  const table = sql.identifier(`${root.entity}s`);
  const marked = await w.db.execute<{ is_private?: boolean }>(sql`
    UPDATE ${table} SET purging_at = ${w.now}::timestamptz
    WHERE workspace_id = ${root.workspaceId} AND id = ${root.id} RETURNING to_jsonb(${table}) -> 'is_private' AS is_private`);
  const line = { type: `${root.entity}.purged`, entityId: root.id } as const;
  if (root.entity !== 'project') return record({ ...line, projectId: root.projectId });
  // Who could see a project is asked of its row, which goes: of a private one nobody else may learn.
  const isPrivate = marked.rows[0]?.is_private === true;
  const own = isPrivate ? { audienceUserId: w.member.userId } : {};
  record({ ...line, projectId: null as ProjectId | null, ...own });
}

import { sql } from 'drizzle-orm';
import { given, preparedRead } from '../../db/read-prepared.ts';
import { bug } from '../platform/bugs.ts';
import type { Ctx } from '../platform/context.ts';
import type { Member } from '../platform/member.ts';
import { projectVisible } from '../project/scope.ts';
import type { Hit } from './list-hits.ts';
import { taskJson } from './rows.ts';
import type { TaskOutput } from './schema.ts';

/** Of a comment no more is looked through for what to show. */
const mostShown = 20_000;

/** A hit with what is shown of it; `comment` is the text that was found, where it was found in one. */
export type HitRow = Pick<Hit, 'rank' | 'kind'> & { task: TaskOutput; comment: string | null };

type Row = { n: number; json: string; comment: string | null };

/** The rows of hits, in their order, without those that the member sees no more: rights are proved anew here. */
export async function listHitRows(
  { db }: Ctx,
  { workspaceId, userId, role }: Member,
  hits: readonly Hit[],
): Promise<HitRow[]> {
  if (hits.length === 0) return [];
  const rows = await readRows(
    db,
    { unscoped: bug('search-unscoped') },
    {
      workspaceId,
      userId,
      role,
      mostShown,
      taskIds: hits.map(({ id }) => id),
      commentIds: hits.map(({ commentId }) => commentId),
    },
  );
  return rows.map(({ n, json, comment }) => {
    const { rank, kind } = hits[n - 1]!;
    return { rank, kind, comment, task: JSON.parse(json) as TaskOutput };
  });
}

const readRows = preparedRead<{ unscoped: boolean }, Row>(({ unscoped }) => {
  const viewer = { userId: given('userId'), role: given('role') };
  return sql`
    SELECT hit.n::int AS n, ${taskJson} AS json, (SELECT left(c.body, ${given('mostShown')}::int) FROM comments c
      WHERE c.workspace_id = tasks.workspace_id AND c.id = hit.comment_id) AS comment
    FROM unnest(${given('taskIds')}::uuid[], ${given('commentIds')}::uuid[]) WITH ORDINALITY hit(id, comment_id, n)
    JOIN tasks ON tasks.workspace_id = ${given('workspaceId')} AND tasks.id = hit.id
    JOIN projects ON projects.workspace_id = tasks.workspace_id AND projects.id = tasks.project_id
    WHERE tasks.deleted_at IS NULL AND ${unscoped ? sql`true` : projectVisible(viewer)} ORDER BY hit.n`;
});

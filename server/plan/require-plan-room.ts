import { sql } from 'drizzle-orm';
import type { WriteCtx } from '../changes/write.ts';
import { mostPlanned } from '../domain/limits.ts';
import { CairnError } from '../platform/errors.ts';

/** Refuses a plan that has become longer than one may be. */
export async function requirePlanRoom(w: WriteCtx): Promise<void> {
  const { rows } = await w.db.execute<{ count: number }>(sql`
    SELECT count(*)::int AS count FROM day_plans
    WHERE workspace_id = ${w.member.workspaceId} AND user_id = ${w.member.userId}`);
  if ((rows[0]?.count ?? 0) <= mostPlanned) return;
  throw new CairnError('CONFLICT', `You have ${mostPlanned} tasks in your plan: clear some first.`);
}

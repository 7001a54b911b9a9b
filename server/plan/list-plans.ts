import { and, inArray, sql } from 'drizzle-orm';
import { dayPlans } from '../../db/schema/trail.ts';
import { proveAccount } from '../auth/account.ts';
import { proveMember } from '../auth/membership.ts';
import type { Ctx } from '../platform/context.ts';
import type { PlanListInput, PlanListOutput } from './schema.ts';
import { inPlanOf, listPlanRows, ofPerson } from './scope.ts';

/**
 * The caller's own plan in its order: in one workspace, or over all that they are in.
 * @throws NOT_FOUND for a workspace that the caller is not in
 */
export async function listPlans(ctx: Ctx, input: PlanListInput): Promise<PlanListOutput> {
  const asked = input?.workspaceId;
  if (asked) {
    const member = await proveMember(ctx, asked, 'plan.list');
    return { items: await listPlanRows(ctx, inPlanOf(member)) };
  }
  const { userId } = await proveAccount(ctx, 'plan.list');
  const allowed = ctx.principal.kind === 'token' ? ctx.principal.workspaceIds : null;
  const within = allowed ? inArray(dayPlans.workspaceId, [...allowed]) : undefined;
  const isIn = sql`EXISTS (
    SELECT 1 FROM members m JOIN workspaces w ON w.id = m.workspace_id AND w.deleted_at IS NULL
    WHERE m.workspace_id = ${dayPlans.workspaceId} AND m.user_id = ${userId} AND m.removed_at IS NULL)`;
  return { items: await listPlanRows(ctx, and(ofPerson(userId), within, isIn)) };
}

import { eq, max } from 'drizzle-orm';
import { dayPlans } from '../../db/schema/trail.ts';
import type { WriteCtx } from '../changes/write.ts';
import { ranksBetween } from '../domain/rank.ts';
import type { PlanEdit } from './apply-plan.ts';
import type { PlanPlaceInput } from './schema.ts';

/** The order key of each place: the caller's own, or one behind all that they planned in any workspace. */
export async function orderPlan(
  w: WriteCtx,
  places: PlanPlaceInput['places'],
): Promise<PlanEdit[]> {
  const count = places.filter(({ order }) => order === undefined).length;
  const keys = count === 0 ? [] : ranksBetween(await lastOrder(w), null, count);
  return places.map(({ taskId, order }) => ({ taskId, order: order ?? keys.shift() ?? null }));
}

async function lastOrder(w: WriteCtx): Promise<string | null> {
  const [row] = await w.db
    .select({ last: max(dayPlans.order) })
    .from(dayPlans)
    .where(eq(dayPlans.userId, w.member.userId));
  return row?.last ?? null;
}

import * as z from 'zod';
import { idSet, inWorkspace, outId, writeFields } from '../domain/fields.ts';
import { id } from '../domain/ids.ts';
import type { TaskId, WorkspaceId } from '../domain/ids.ts';
import { longestOrder, mostInBulk } from '../domain/limits.ts';
import { isRank } from '../domain/rank.ts';

/** Where one task stands in the caller's plan. */
export const planOutput = z.object({
  workspaceId: outId<WorkspaceId>(),
  taskId: outId<TaskId>(),
  /** A fractional index. Keys of all the caller's workspaces are in one order, byte by byte. */
  order: z.string(),
  /** Of two that are told of a task the higher counts, also where it was taken away between them. */
  version: z.int(),
});
export type PlanOutput = z.output<typeof planOutput>;

const order = z
  .string()
  .max(longestOrder, `must be at most ${longestOrder} characters`)
  .refine(isRank, 'must be an order key, like one between those of two neighbours');

const place = z.strictObject({ taskId: id<TaskId>(), order: order.optional() });

/** Tasks without a key go to the end of the plan, in the order in which they are named. */
export const planPlaceInput = z.strictObject({
  ...inWorkspace,
  places: z
    .array(place)
    .min(1)
    .max(mostInBulk)
    .refine(
      (places) => new Set(places.map(({ taskId }) => taskId)).size === places.length,
      'must name each task once',
    ),
  ...writeFields,
});
export type PlanPlaceInput = z.output<typeof planPlaceInput>;
export const planPlaceOutput = z.object({ items: z.array(planOutput) });

export const planClearInput = z.strictObject({
  ...inWorkspace,
  taskIds: idSet<TaskId>(mostInBulk).refine((ids) => ids.length > 0, 'must name a task'),
  ...writeFields,
});
export type PlanClearInput = z.output<typeof planClearInput>;
/** None of these tasks stands in the plan as of this version. */
export const planClearOutput = z.object({
  workspaceId: outId<WorkspaceId>(),
  taskIds: z.array(outId<TaskId>()),
  version: z.int(),
});
export type PlanClearOutput = z.output<typeof planClearOutput>;

/** In one workspace, or over all that the caller is in. */
export const planListInput = z
  .strictObject({ workspaceId: id<WorkspaceId>().optional() })
  .optional();
export type PlanListInput = z.output<typeof planListInput>;
export const planListOutput = z.object({ items: z.array(planOutput) });
export type PlanListOutput = z.output<typeof planListOutput>;

import { dayPlans } from '../../db/schema/trail.ts';

/** What an answer needs of `day_plans`. */
export const planColumns = {
  workspaceId: dayPlans.workspaceId,
  taskId: dayPlans.taskId,
  order: dayPlans.order,
  version: dayPlans.version,
};

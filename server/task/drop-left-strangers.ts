import { membership } from '../auth/membership.ts';
import { writeInSteps } from '../changes/write-in-steps.ts';
import type { UserId, WorkspaceId } from '../domain/ids.ts';
import type { Action } from '../domain/policy.ts';
import type { Ctx } from '../platform/context.ts';
import { dropStrangers } from './drop-strangers.ts';
import { listLosing } from './list-losing.ts';

/** Takes the caller off what `dropFirstStrangers` left; a call that broke off goes on when it is repeated. */
export async function dropLeftStrangers(
  ctx: Ctx,
  { action, workspaceId, userId }: { action: Action; workspaceId: WorkspaceId; userId: UserId },
): Promise<void> {
  const left = await listLosing(ctx, { workspaceId }, { where: { userId }, most: 1 });
  if (left.length === 0) return;
  const options = { action, input: { workspaceId }, guard: membership } as const;
  await writeInSteps(ctx, options, (w, record) => dropStrangers(w, record, { userId }));
}

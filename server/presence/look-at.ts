import { proveMember } from '../auth/membership.ts';
import type { Ctx } from '../platform/context.ts';
import { nudgeLookers } from './nudge-lookers.ts';
import type { PresenceLookInput, PresenceLookOutput } from './schema.ts';
import { listLookers, requireSeen } from './scope.ts';

/** Notes what the caller's page shows, and tells who else looks there. Each call proves the right to it anew. */
export async function lookAt(ctx: Ctx, input: PresenceLookInput): Promise<PresenceLookOutput> {
  const { workspaceId, projectId, tabId, taskId = null } = input;
  const member = await proveMember(ctx, workspaceId, 'presence.look');
  await requireSeen(ctx, member, { projectId, taskId });
  const tab = { userId: member.userId, tabId };
  const { all, isNews } = await ctx.runtime.cache.looks.note(projectId, tab, { taskId });
  const looks = await listLookers(ctx, member, { projectId, taskId, all });
  if (isNews) nudgeLookers(ctx, looks);
  return { looks };
}

import { proveMember } from '../auth/membership.ts';
import type { Ctx } from '../platform/context.ts';
import { nudgeLookers } from './nudge-lookers.ts';
import type { PresenceLeaveInput, PresenceLeaveOutput } from './schema.ts';
import { listLookers } from './scope.ts';

/** The caller's page shows a project no more. Who sees it no more may leave it too. */
export async function leaveLook(ctx: Ctx, input: PresenceLeaveInput): Promise<PresenceLeaveOutput> {
  const { workspaceId, projectId, tabId } = input;
  const member = await proveMember(ctx, workspaceId, 'presence.leave');
  const tab = { userId: member.userId, tabId };
  const { all, isNews } = await ctx.runtime.cache.looks.note(projectId, tab, null);
  if (isNews) nudgeLookers(ctx, await listLookers(ctx, member, { projectId, taskId: null, all }));
  return { left: true };
}

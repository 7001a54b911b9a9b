import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import { giveRight } from '../project/give-right.ts';
import type { UsedInvite } from './scope.ts';

/** Gives who has accepted the project that the invite brings, where whoever invited them still sees it. */
export async function giveInvitedProject(
  w: WriteCtx,
  record: Record,
  { projectId, right }: UsedInvite,
): Promise<void> {
  if (!projectId || !right) return;
  const { userId } = w.member;
  await giveRight(w, { projectId, userId, right });
  const [before, after] = [
    { userId, right: null },
    { userId, right },
  ];
  record({ type: 'project.shared', entityId: projectId, projectId, before, after });
}

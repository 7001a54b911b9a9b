import { membership } from '../auth/membership.ts';
import { writeInSteps } from '../changes/write-in-steps.ts';
import { changeRole } from '../member/change-role.ts';
import { giveUp } from '../member/give-up.ts';
import { requireShared } from '../member/require-shared.ts';
import { getMemberForUpdate, requireOtherOwner } from '../member/scope.ts';
import type { Ctx } from '../platform/context.ts';
import { badField } from '../platform/errors.ts';
import type { WorkspaceOutput, WorkspaceTransferInput } from './schema.ts';
import { getWorkspaceForUpdate } from './scope.ts';

/**
 * Hands the caller's ownership to another member and leaves them an admin, in one write.
 * @throws CONFLICT where that one's account is closed and nobody else owns the workspace
 */
export async function transferWorkspace(
  ctx: Ctx,
  input: WorkspaceTransferInput,
): Promise<WorkspaceOutput> {
  const call = { action: 'workspace.transfer', input, refusal: 'FORBIDDEN' } as const;
  return giveUp(ctx, call, () => transferOnce(ctx, input));
}

function transferOnce(ctx: Ctx, input: WorkspaceTransferInput): Promise<WorkspaceOutput> {
  const options = { action: 'workspace.transfer', input, guard: membership } as const;
  return writeInSteps(ctx, options, async (w, record) => {
    const { userId: ownId, workspaceId } = w.member;
    const heir = await getMemberForUpdate(w, input.userId);
    if (heir.userId === ownId) throw badField(['userId'], 'is yourself');
    await requireShared(w, 'owner');
    const own = await getMemberForUpdate(w, ownId);
    await changeRole(w, record, { row: heir, role: 'owner' });
    await requireOtherOwner(w, ownId);
    await changeRole(w, record, { row: own, role: 'admin' });
    const [before, after] = [{ ownerId: ownId }, { ownerId: heir.userId }];
    record({ type: 'workspace.transferred', entityId: workspaceId, before, after });
    return getWorkspaceForUpdate(w);
  });
}

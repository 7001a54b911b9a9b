import { proveAccount } from '../auth/account.ts';
import { writeAccount } from '../changes/write-account.ts';
import { requireRoomToOwn } from '../member/require-room-to-own.ts';
import type { Ctx } from '../platform/context.ts';
import { forbidden } from '../platform/errors.ts';
import { openWorkspace } from './open-workspace.ts';
import type { WorkspaceCreateInput, WorkspaceOutput } from './schema.ts';

/**
 * Makes a workspace of which the caller is the owner.
 * @throws FORBIDDEN for a token that may reach certain workspaces only; CONFLICT naming `id` when it is in use,
 * and to who owns as many as one may
 */
export async function createWorkspace(
  ctx: Ctx,
  input: WorkspaceCreateInput,
): Promise<WorkspaceOutput> {
  const options = { action: 'workspace.create', input, guard: proveAccount } as const;
  return writeAccount(ctx, options, async (w, audit) => {
    if (w.principal.kind === 'token' && w.principal.workspaceIds) {
      throw forbidden('This token may reach certain workspaces only, so it cannot make another.');
    }
    const { userId } = w.account;
    const made = { userId, name: input.name, isPersonal: false, id: input.id };
    const workspace = await openWorkspace(w, made);
    await requireRoomToOwn(w, userId);
    audit('workspace.create', { workspaceId: workspace.id });
    return workspace;
  });
}

import type * as z from 'zod';
import { proveAccount } from '../auth/account.ts';
import { membership } from '../auth/membership.ts';
import { storedAnswer } from '../changes/replay.ts';
import { write } from '../changes/write.ts';
import type { Ctx } from '../platform/context.ts';
import { CairnError, forbidden } from '../platform/errors.ts';
import { applyWorkspace } from './apply-workspace.ts';
import type { WorkspaceDeleteInput, workspaceDeleteOutput } from './schema.ts';
import { getWorkspaceForUpdate } from './scope.ts';

type Deleted = z.output<typeof workspaceDeleteOutput>;

/**
 * Deletes a workspace with all that is in it.
 * @throws FORBIDDEN for anyone but an owner, and for a personal workspace
 */
export async function deleteWorkspace(ctx: Ctx, input: WorkspaceDeleteInput): Promise<Deleted> {
  try {
    return await deleteOnce(ctx, input);
  } catch (error) {
    const isGone = error instanceof CairnError && error.code === 'NOT_FOUND';
    const known = isGone ? await knownAnswer(ctx, input) : undefined;
    if (known) return known;
    throw error;
  }
}

function deleteOnce(ctx: Ctx, input: WorkspaceDeleteInput): Promise<Deleted> {
  return write(ctx, { action: 'workspace.delete', input, guard: membership }, async (w, record) => {
    const row = await getWorkspaceForUpdate(w, input);
    if (row.isPersonal) throw forbidden('A personal workspace goes with its account alone.');
    await applyWorkspace(w, record, {
      row,
      type: 'workspace.deleted',
      patch: { deletedAt: w.now },
    });
    return { id: row.id, deleted: true };
  });
}

/** A repeated `opId` finds no workspace to lock any more, so its answer is looked up beside it. */
async function knownAnswer(ctx: Ctx, input: WorkspaceDeleteInput): Promise<Deleted | undefined> {
  if (!input.opId) return undefined;
  const { userId } = await proveAccount(ctx, 'workspace.delete');
  const call = { opId: input.opId, action: 'workspace.delete', input } as const;
  const stored = await storedAnswer(ctx, userId, call);
  return stored?.answer as Deleted | undefined;
}

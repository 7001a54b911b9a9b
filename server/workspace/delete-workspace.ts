import type * as z from 'zod';
import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import { giveUp } from '../member/give-up.ts';
import type { Ctx } from '../platform/context.ts';
import { forbidden } from '../platform/errors.ts';
import { applyWorkspace } from './apply-workspace.ts';
import type { WorkspaceDeleteInput, workspaceDeleteOutput } from './schema.ts';
import { getWorkspaceForUpdate } from './scope.ts';

type Deleted = z.output<typeof workspaceDeleteOutput>;

/**
 * Deletes a workspace with all that is in it.
 * @throws FORBIDDEN for anyone but an owner, and for a personal workspace
 */
export async function deleteWorkspace(ctx: Ctx, input: WorkspaceDeleteInput): Promise<Deleted> {
  const call = { action: 'workspace.delete', input, refusal: 'NOT_FOUND' } as const;
  return giveUp(ctx, call, () => deleteOnce(ctx, input));
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

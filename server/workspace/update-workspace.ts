import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { Ctx } from '../platform/context.ts';
import { applyWorkspace } from './apply-workspace.ts';
import type { WorkspaceOutput, WorkspaceUpdateInput } from './schema.ts';
import { getWorkspaceForUpdate } from './scope.ts';

/** Changes only the named fields. */
export async function updateWorkspace(
  ctx: Ctx,
  input: WorkspaceUpdateInput,
): Promise<WorkspaceOutput> {
  return write(ctx, { action: 'workspace.update', input, guard: membership }, async (w, record) => {
    const row = await getWorkspaceForUpdate(w, input);
    return applyWorkspace(w, record, { row, type: 'workspace.updated', patch: input.set });
  });
}

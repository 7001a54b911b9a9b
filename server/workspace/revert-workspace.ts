import { revertRow } from '../change/revert-row.ts';
import type { Reverted, Reverter } from '../change/revert-row.ts';
import type { Change } from '../change/rows.ts';
import type { WriteCtx } from '../changes/write.ts';
import { applyWorkspace } from './apply-workspace.ts';
import { getWorkspaceForUpdate } from './scope.ts';
import type { WorkspaceOutput } from './schema.ts';

const reverter: Reverter<WorkspaceOutput> = {
  fields: { 'workspace.updated': 'workspace.update' },
  find: (w) => getWorkspaceForUpdate(w),
  apply: applyWorkspace,
};

/** Takes a change of a workspace back. */
export function revertWorkspace(w: WriteCtx, change: Change): Promise<Reverted> {
  return revertRow(w, change, reverter);
}

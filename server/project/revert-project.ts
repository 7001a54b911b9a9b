import { revertRow } from '../change/revert-row.ts';
import type { Reverted, Reverter } from '../change/revert-row.ts';
import type { Change } from '../change/rows.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { ProjectId } from '../domain/ids.ts';
import { applyProject } from './apply-project.ts';
import { getProjectForUpdate } from './scope.ts';
import type { ProjectRow } from './scope.ts';

const reverter: Reverter<ProjectRow> = {
  delete: { action: 'project.delete', type: 'project.deleted' },
  restore: { action: 'project.restore', type: 'project.restored' },
  fields: { 'project.updated': 'project.update', 'project.archived': 'project.archive' },
  find: (w, id, options) => getProjectForUpdate(w, id as ProjectId, options),
  apply: applyProject,
};

/** Takes a change of a project back. */
export function revertProject(w: WriteCtx, change: Change): Promise<Reverted> {
  return revertRow(w, change, reverter);
}

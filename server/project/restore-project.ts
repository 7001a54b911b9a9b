import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { Ctx } from '../platform/context.ts';
import { applyProject } from './apply-project.ts';
import { projectOutputOf } from './rows.ts';
import type { ProjectOutput, ProjectRestoreInput } from './schema.ts';
import { getProjectForUpdate } from './scope.ts';

/** Brings a deleted project back with all that is in it; with another key where its own was given away since. */
export async function restoreProject(ctx: Ctx, input: ProjectRestoreInput): Promise<ProjectOutput> {
  return write(ctx, { action: 'project.restore', input, guard: membership }, async (w, record) => {
    const row = await getProjectForUpdate(w, input.projectId, { ...input, deleted: true });
    const edit = { row, type: 'project.restored', patch: { deletedAt: null } } as const;
    return projectOutputOf(await applyProject(w, record, edit), w.member);
  });
}

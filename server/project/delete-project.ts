import type * as z from 'zod';
import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import { giveUp } from '../member/give-up.ts';
import type { Ctx } from '../platform/context.ts';
import { applyProject } from './apply-project.ts';
import type { ProjectDeleteInput, projectDeleteOutput } from './schema.ts';
import { getProjectForDelete } from './scope.ts';

type Deleted = z.output<typeof projectDeleteOutput>;

/**
 * Deletes a project, for 30 days restorably. What is in it is hidden with it and comes back with it. Owners and
 * admins may delete a private project that they do not see.
 */
export async function deleteProject(ctx: Ctx, input: ProjectDeleteInput): Promise<Deleted> {
  // Whoever deleted what they do not see is not shown the answer again by the usual way.
  const call = { action: 'project.delete', input, refusal: 'NOT_FOUND' } as const;
  return giveUp(ctx, call, () => deleteOnce(ctx, input));
}

function deleteOnce(ctx: Ctx, input: ProjectDeleteInput): Promise<Deleted> {
  return write(ctx, { action: 'project.delete', input, guard: membership }, async (w, record) => {
    const row = await getProjectForDelete(w, input.projectId, input);
    const edit = { row, type: 'project.deleted', patch: { deletedAt: w.now } } as const;
    const { id, version } = await applyProject(w, record, edit);
    return { id, deletedAt: w.now, version };
  });
}

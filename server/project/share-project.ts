import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import { noteRightsChanged } from '../member/note-rights-changed.ts';
import { getMemberForUpdate } from '../member/scope.ts';
import type { Ctx } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import { giveRight } from './give-right.ts';
import type { ProjectMemberOutput, ProjectShareInput } from './schema.ts';
import { getProjectToShare, listProjectMemberRows, requireOtherWriter } from './scope.ts';

/**
 * Gives a member a right of their own on a project, more or less than before.
 * @throws CONFLICT where nobody could write in a private project any more
 */
export async function shareProject(
  ctx: Ctx,
  input: ProjectShareInput,
): Promise<ProjectMemberOutput> {
  return write(ctx, { action: 'project.share', input, guard: membership }, async (w, record) => {
    const { right } = input;
    const { id: projectId } = await getProjectToShare(w, input.projectId);
    const { userId } = await getMemberForUpdate(w, input.userId);
    const which = { projectId, userId };
    const [had] = await listProjectMemberRows(w, w.member, which);
    if (had?.own && had.right === right) return had;
    if (right !== 'write') await requireOtherWriter(w, projectId, userId);
    await giveRight(w, { projectId, userId, right });
    const before = { userId, right: had?.right ?? null };
    const after = { userId, right };
    record({ type: 'project.shared', entityId: projectId, projectId, before, after });
    await noteRightsChanged(w, [userId]);
    const [has] = await listProjectMemberRows(w, w.member, which);
    if (!has) throw notFound('member');
    return has;
  });
}

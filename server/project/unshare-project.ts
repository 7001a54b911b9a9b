import { and, eq } from 'drizzle-orm';
import { projectMembers } from '../../db/schema/workspaces.ts';
import { membership } from '../auth/membership.ts';
import { writeInSteps } from '../changes/write-in-steps.ts';
import { noteRightsChanged } from '../member/note-rights-changed.ts';
import { getMemberForUpdate } from '../member/scope.ts';
import type { Ctx } from '../platform/context.ts';
import { dropStrangers } from '../task/drop-strangers.ts';
import type { ProjectUnshareInput, ProjectUnshareOutput } from './schema.ts';
import { getProjectToShare, listProjectMemberRows, requireOtherWriter } from './scope.ts';

/**
 * Takes a member's own right on a project away: what remains is what every member may, and of a private one nothing.
 * Who does not see it any more is taken off its tasks.
 * @throws CONFLICT where nobody could write in a private project any more
 */
export async function unshareProject(
  ctx: Ctx,
  input: ProjectUnshareInput,
): Promise<ProjectUnshareOutput> {
  return writeInSteps(
    ctx,
    { action: 'project.unshare', input, guard: membership },
    async (w, record) => {
      const { id: projectId } = await getProjectToShare(w, input.projectId);
      const { userId } = await getMemberForUpdate(w, input.userId);
      const answer: ProjectUnshareOutput = { projectId, userId, unshared: true };
      const [had] = await listProjectMemberRows(w, w.member, { projectId, userId });
      if (!had?.own) return answer;
      await requireOtherWriter(w, projectId, userId);
      await w.db
        .delete(projectMembers)
        .where(
          and(
            eq(projectMembers.workspaceId, w.member.workspaceId),
            eq(projectMembers.projectId, projectId),
            eq(projectMembers.userId, userId),
          ),
        );
      const before = { userId, right: had.right };
      record({ type: 'project.unshared', entityId: projectId, projectId, before });
      await dropStrangers(w, record, { projectId });
      await noteRightsChanged(w, [userId]);
      return answer;
    },
  );
}

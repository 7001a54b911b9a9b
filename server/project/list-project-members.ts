import { proveMember } from '../auth/membership.ts';
import type { Ctx } from '../platform/context.ts';
import type { ProjectListMembersInput, ProjectMemberOutput } from './schema.ts';
import { getProjectRow, listProjectMemberRows } from './scope.ts';

/** Those who see a project, by name, with what each may do in it; NOT_FOUND to whoever does not see it. */
export async function listProjectMembers(
  ctx: Ctx,
  input: ProjectListMembersInput,
): Promise<{ items: ProjectMemberOutput[] }> {
  const member = await proveMember(ctx, input.workspaceId, 'project.listMembers');
  const { id: projectId } = await getProjectRow(ctx, member, input.projectId);
  return { items: await listProjectMemberRows(ctx, member, { projectId }) };
}

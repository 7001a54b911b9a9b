import { proveMember } from '../auth/membership.ts';
import type { Ctx } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import type { ProjectGetInput, ProjectOutput } from './schema.ts';
import { listProjectRows } from './scope.ts';

/** One project that the caller sees, archived or not, or NOT_FOUND. */
export async function getProject(ctx: Ctx, input: ProjectGetInput): Promise<ProjectOutput> {
  const member = await proveMember(ctx, input.workspaceId, 'project.get');
  const [project] = await listProjectRows(ctx, member, {
    archived: true,
    projectId: input.projectId,
  });
  if (!project) throw notFound('project');
  return project;
}
